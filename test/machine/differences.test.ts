/**
 * How the machine differs from a real computer booted by systemd: measured in the booted machine and compared with the
 * list below, which says why. No list can cover what this computer itself hides: its kernel is the machine's too.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { resolveElectron } from '../../build/runtime.ts';
import { withMachine } from './machine.ts';
import { alice, checkout, inside } from './paths.ts';
import { readRecord } from './record.ts';
import { ask } from './session.ts';

type Facts = ReadonlyMap<string, string>;

const script = 'test/machine/differences.sh';

const parse = (lines: string): Facts =>
  new Map(lines.split('\n').map((line) => line.split('\t') as [string, string]));

const factsHere = async (): Promise<Facts> =>
  parse((await execa('sh', [join(checkout, script)])).stdout);

const factsInside = async (): Promise<Facts> => {
  const leader = (await readRecord())?.leader;
  if (leader === undefined) throw new Error('the machine is not up');
  const words = ['sh', join(inside.project, script), String(alice.uid)];
  return parse((await ask(leader.pid, words)).stdout);
};

/** Values of a real computer where this one cannot be asked; units are active there. Everything else is as it is here. */
const real: Record<string, string> = {
  'system call filter': '0',
  'new privileges forbidden': '0',
  container: 'none',
  'overlay as root file system': 'no',
  'network card': 'yes',
  'screen of seat0': 'yes',
  'kernel messages in the journal': 'yes',
  'controller cpu': 'yes',
  'controller memory': 'yes',
  'controller pids': 'yes',
  'open files of the user manager': '524288',
};

const isUnit = (name: string): boolean => /\.(?:service|mount|automount)$/.test(name);

/** A container cannot have a capability that this computer lacks. Bit 24 is CAP_SYS_RESOURCE, capabilities(7). */
const canRaiseLimits = (here: Facts): boolean =>
  ((BigInt(`0x${here.get('capabilities') ?? '0'}`) >> 24n) & 1n) === 1n;

interface Known {
  because: string;
  /** Their value in the machine. */
  is: string;
  names: string[];
  /** Whether it applies to this computer; always, if absent. */
  when?: (here: Facts) => boolean;
}

const known: Known[] = [
  {
    because: 'it is a container, and says so: ConditionVirtualization= sees it',
    is: 'systemd-nspawn',
    names: ['container'],
  },
  {
    because: 'its root is a copy-on-write view of this computer',
    is: 'yes',
    names: ['overlay as root file system'],
  },
  {
    because: 'it is cut off from the network, and has no screen of its own: Xvfb needs none',
    is: 'no',
    names: ['network card', 'screen of seat0'],
  },
  {
    because: 'settings of the kernel are those of this computer, which nothing in it may change',
    is: 'read-only',
    names: ['/proc/acpi', '/proc/apm', '/proc/asound', '/proc/bus', '/proc/fs', '/proc/irq'].concat(
      ['/proc/scsi', '/proc/sys', '/sys/block', '/sys/bus', '/sys/class', '/sys/dev'],
      ['/sys/devices', '/sys/fs', '/sys/kernel'],
    ),
  },
  {
    because: 'hardware, modules and sleep are this computer’s own',
    is: 'missing',
    names: ['/sys/firmware', '/sys/hypervisor', '/sys/module', '/sys/power', '/proc/sysrq-trigger'],
  },
  {
    because:
      'devices are this computer’s own; a machine without a console has no terminals but pts',
    is: 'missing',
    names: ['/dev/console', '/dev/fuse', '/dev/kmsg', '/dev/loop-control', '/dev/tty0'],
  },
  {
    because: 'with no /dev/kmsg, the journal gets nothing from the kernel',
    is: 'no',
    names: ['kernel messages in the journal'],
  },
  {
    because: 'they need devices, modules, or settings of the kernel that may be written',
    is: 'inactive',
    names: [
      ...['getty@tty1.service', 'kmod-static-nodes.service', 'proc-sys-fs-binfmt_misc.automount'],
      ...['sys-fs-fuse-connections.mount', 'sys-kernel-config.mount'],
      ...['systemd-random-seed.service', 'systemd-udevd.service'],
    ],
  },
  {
    because:
      'the clock and the modules are this computer’s, and boot.ts switches off what sets them',
    is: 'inactive',
    names: ['systemd-modules-load.service', 'systemd-timesyncd.service'],
  },
  {
    because: 'this computer keeps its controllers in version 1, where no user manager gets them',
    is: 'no',
    names: ['controller cpu', 'controller memory', 'controller pids'],
    when: () => !existsSync('/sys/fs/cgroup/cgroup.controllers'),
  },
];

/** The differences, as `NAME: VALUE IN THE MACHINE`. */
const measured = (here: Facts, machine: Facts): string[] => {
  const truth = (name: string): string | undefined => {
    if (isUnit(name)) return 'active';
    if (name === 'bounding set of the user manager') return here.get('capabilities');
    return real[name] ?? here.get(name);
  };
  // Facts found only in the machine are hidden on this computer.
  const names = new Set([...here.keys(), ...machine.keys()]);
  return [...names].flatMap((name) => {
    const is = machine.get(name) ?? 'missing';
    const was = truth(name);
    return was === undefined || was === is ? [] : [`${name}: ${is}`];
  });
};

/** The differences to expect here: no path that this computer lacks too, or that is the same here. */
const expected = (here: Facts): string[] =>
  known.flatMap(({ names, is, when }) =>
    when?.(here) === false
      ? []
      : names
          .filter((name) => !name.startsWith('/') || (here.get(name) ?? is) !== is)
          .map((name) => `${name}: ${is}`),
  );

test('the machine differs from a real computer only as listed', async () => {
  const { dist } = await resolveElectron();
  const here = await factsHere();
  const machine = await withMachine(dist, factsInside);
  const found = measured(here, machine);
  const limit = 'open files of the user manager';
  const limits = canRaiseLimits(here) ? [] : [`${limit}: ${machine.get(limit) ?? ''}`];
  expect(found.sort()).toEqual([...expected(here), ...limits].sort());
});
