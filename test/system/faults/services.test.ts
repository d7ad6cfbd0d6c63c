/** What Hearth depends on ends, restarts, stops answering, or is set, while it is in use. */
import { execa } from 'execa';
import { expect, test, vi } from 'vitest';
import { afterwards, person, shell, sudo, until } from '../workbench/bench.ts';
import { systemctl } from '../workbench/manager-bench.ts';
import { useHearth, type Used } from './in-use.ts';

interface Fault {
  what: string;
  strike: () => Promise<unknown>;
  /** What is to be seen until it is mended; absent if it mends itself. */
  meanwhile?: (used: Used) => Promise<unknown>;
  mend?: () => Promise<unknown>;
}

const manager = `user@${String(person.uid)}.service`;
const startManager = () => sudo('systemctl', 'start', manager);

/** The list stays as it was, says that the manager is gone, and an action is refused with words. */
const tellsOfTheLoss = async ({ state, act }: Used): Promise<void> => {
  const lost = await until('the loss', () => {
    const { manager } = state();
    return manager.kind === 'lost' ? manager.problem : null;
  });
  expect(lost.command).toContain('systemctl');
  const refused = await act('restart');
  expect(refused?.why).toMatch(/\w/);
  expect(refused?.command).toMatch(/\w/);
};

const journal = async (): Promise<string> => {
  const id = (await shell('cat', '/etc/machine-id')).trim();
  return `/var/log/journal/${id}/user-${String(person.uid)}.journal`;
};

/**
 * Sets the clock as Hearth sees it: the computer’s own is that of the host, too. What systemd and the journal say keeps the
 * old time, as all does that happened before a clock is set.
 */
const setClock = (hours: number): void => {
  const shift = hours * 3_600_000;
  vi.stubGlobal(
    'Date',
    new Proxy(Date, {
      construct: (real, words: [number?]) => new real(words[0] ?? real.now() + shift),
      get: (real, name) =>
        name === 'now' ? () => real.now() + shift : (Reflect.get(real, name) as unknown),
    }),
  );
};
const usableMeanwhile = ({ expectWhole }: Used): Promise<void> => expectWhole();

const faults: Fault[] = [
  { what: 'the user manager re-executes itself', strike: () => systemctl('daemon-reexec') },
  { what: 'the user manager is restarted', strike: () => sudo('systemctl', 'restart', manager) },
  {
    what: 'the user manager is stopped',
    strike: () => sudo('systemctl', 'stop', manager),
    meanwhile: tellsOfTheLoss,
    mend: startManager,
  },
  {
    what: 'the user manager is killed',
    strike: () => sudo('systemctl', 'kill', '--signal=SIGKILL', '--kill-who=main', manager),
    meanwhile: tellsOfTheLoss,
    mend: startManager,
  },
  {
    what: 'the session’s bus is killed',
    strike: () => sudo('pkill', '-KILL', '--uid', person.name, 'dbus-daemon'),
  },
  { what: 'journald is restarted', strike: () => sudo('systemctl', 'restart', 'systemd-journald') },
  {
    what: 'journald is killed',
    strike: () => sudo('systemctl', 'kill', '--signal=SIGKILL', 'systemd-journald'),
  },
  {
    what: 'the journal is rotated and vacuumed',
    strike: () => sudo('journalctl', '--rotate', '--vacuum-files=1'),
  },
  {
    what: 'the journal is damaged',
    strike: async () => {
      const file = await journal();
      const half = Math.floor(Number(await sudo('stat', '--format=%s', file)) / 8192);
      await sudo(
        'dd',
        'if=/dev/urandom',
        `of=${file}`,
        'bs=4096',
        `seek=${String(half)}`,
        'count=8',
        'conv=notrunc',
      );
      await sudo('systemctl', 'restart', 'systemd-journald');
      // The damaged file is an archive now; later tests read the journal.
      afterwards(() => sudo('journalctl', '--rotate', '--vacuum-time=1s'));
    },
  },
  { what: 'logind is restarted', strike: () => sudo('systemctl', 'restart', 'systemd-logind') },
  {
    what: 'logind is killed',
    strike: () => sudo('systemctl', 'kill', '--signal=SIGKILL', 'systemd-logind'),
  },
  ...[-72, 72].map((hours): Fault => ({
    what: `the clock is set by ${String(hours)} hours`,
    strike: () => {
      setClock(hours);
      return Promise.resolve();
    },
    meanwhile: usableMeanwhile,
    mend: () => Promise.resolve(vi.unstubAllGlobals()),
  })),
];

test.each(faults)('$what', { timeout: 120_000 }, async ({ strike, meanwhile, mend }) => {
  const used = await useHearth();
  const log = used.follow();
  await until('lines', () => log.lines() > 3);
  afterwards(() => execa('sudo', ['-n', 'systemctl', 'start', manager], { reject: false }));
  await strike();
  await meanwhile?.(used);
  await mend?.();
  await used.expectWhole();
});
