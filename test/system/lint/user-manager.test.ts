/** Tries each setting of the table in directives/user-manager.ts, and compares what happens with what the linter says. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { execa } from 'execa';
import {
  denied,
  ignored,
  limited,
  terminals,
  walls,
} from '../../../electron/core/directives/user-manager.ts';
import { placeOfPerson } from '../../../electron/core/units/unit-specifiers.ts';
import { createConfigurationItems } from '../../../electron/system/manager/configuration-items.ts';
import { createLintSurroundings } from '../../../electron/system/manager/lint-surroundings.ts';
import { lint } from '../../unit/lint/lint-bench.ts';
import { afterwards, createBench, person, shell, temporaryFolder } from '../workbench/bench.ts';
import { emptyFolder, put } from '../workbench/unit-folder.ts';

const { runner } = createBench();
const items = await createConfigurationItems(runner)();
const groups = await createLintSurroundings(runner).groups();

const mounts = `awk '{print $5, $6}' /proc/self/mountinfo | sort`;
const namespace = (name: string): string => `readlink /proc/self/ns/${name}`;
const seccomp = 'grep Seccomp: /proc/self/status';
/** systemd 257 asks the kernel instead of filtering calls; 157 and 167 are prctl(2), 66 is PR_GET_MDWE. */
const noNewCode = `${seccomp}; perl -MConfig -e 'print syscall($Config{archname} =~ /^x86_64/ ? 157 : 167, 66, 0, 0, 0, 0)'`;
const sent = 'echo x > /dev/udp/127.0.0.1/9 && echo sent';
/** Several services bind it at the same time. */
const binds = `perl -MSocket -e 'socket(S,PF_INET,SOCK_DGRAM,0); setsockopt(S,SOL_SOCKET,SO_REUSEADDR,1); print bind(S,pack_sockaddr_in(9999,INADDR_ANY))'`;
const capabilities = 'grep ^Cap /proc/self/status';
/** Nothing can be seen but whether it starts. */
const starts = null;

/** Lines of [Service], and a command that prints something else if they have an effect. */
const rows: readonly (readonly [lines: string, look: string | null])[] = [
  ['User=root', starts],
  [`User=${person.name}`, starts],
  ['Group=audio', starts],
  ['Group=%u', starts],
  [`SupplementaryGroups=${person.name}`, starts],
  ['DynamicUser=yes', starts],
  ['DynamicUser=no', starts],
  ['IOSchedulingClass=realtime', starts],
  ['IOSchedulingClass=idle', starts],
  ['LogNamespace=x', starts],
  ['AmbientCapabilities=CAP_KILL', capabilities],
  ['AmbientCapabilities=~', capabilities],
  ['AmbientCapabilities=CAP_KILL\nAmbientCapabilities=', starts],
  ['AmbientCapabilities=CAP_NOTHING', starts],
  ['CapabilityBoundingSet=CAP_KILL', capabilities],
  ['CapabilityBoundingSet=~CAP_KILL', capabilities],
  ['CapabilityBoundingSet=', capabilities],
  ['CapabilityBoundingSet=CAP_NOTHING', capabilities],
  ['CapabilityBoundingSet=~', starts],
  ['CapabilityBoundingSet=~CAP_NOTHING', starts],
  ['CapabilityBoundingSet=cap_kill\nCapabilityBoundingSet=~', starts],
  ['CapabilityBoundingSet=~CAP_KILL\nCapabilityBoundingSet=CAP_KILL', starts],
  ['SecureBits=noroot', starts],
  ['CPUSchedulingPolicy=rr', starts],
  ['CPUSchedulingPolicy=1', starts],
  ['CPUSchedulingPolicy=idle', 'chrt -p $$ | grep -o SCHED_.*'],
  ['Nice=-5', 'nice'],
  ['Nice=5', 'nice'],
  ['StandardInput=tty', starts],
  ['StandardInput=tty-force', starts],
  ['StandardOutput=tty', starts],
  ['StandardError=tty', starts],
  ['StandardError=kmsg', starts],
  ['PAMName=login', 'env | cut -d= -f1 | sort'],
  ['ProtectProc=invisible', 'ls -d /proc/1'],
  ['ProcSubset=pid', 'ls /proc/meminfo'],
  ['OOMScoreAdjust=-500', 'grep -x -- -500 /proc/self/oom_score_adj'],
  ['OOMScoreAdjust=500', 'grep -x 500 /proc/self/oom_score_adj'],
  ['IPAddressDeny=any', sent],
  ['IPAddressDeny=any\nIPAddressAllow=192.0.2.1', sent],
  ['SocketBindDeny=any', binds],
  ['SocketBindDeny=any\nSocketBindAllow=9998', binds],
  ['RestrictNetworkInterfaces=~lo', sent],
  ['RestrictFileSystems=ext4', 'wc -l < /proc/filesystems'],
  ['BPFProgram=egress:/sys/fs/bpf/nothing', 'echo x'],
  ['DevicePolicy=strict', 'head -c1 /dev/urandom | wc -c'],
  ['DevicePolicy=strict\nDeviceAllow=/dev/null rw', 'head -c1 /dev/urandom | wc -c'],
  ['PrivateDevices=yes', 'ls /dev'],
  ['PrivateDevices=no', starts],
  ['PrivateDevices=yes\nPrivateDevices=no', starts],
  ['ProtectKernelModules=yes', seccomp],
  ['ProtectKernelLogs=yes', seccomp],
  ['ProtectClock=yes', seccomp],
  ['RootDirectory=/', starts],
  ['TemporaryFileSystem=/srv', mounts],
  ['BindPaths=/etc:/mnt', mounts],
  ['BindPaths=-/etc/missing:/mnt', starts],
  ['BindPaths=/etc/:/etc', starts],
  ['BindReadOnlyPaths=/etc:/mnt', mounts],
  ['BindReadOnlyPaths=/etc', starts],
  ['ExtensionDirectories=%h/extension', mounts],
  ['RootImage=%h/image', starts],
  ['MountImages=%h/image:/mnt', starts],
  ['ExtensionImages=%h/image', starts],
  ['PrivateTmp=yes', mounts],
  ['PrivateNetwork=yes', namespace('net')],
  ['PrivateIPC=yes', namespace('ipc')],
  ['PrivateMounts=yes', namespace('mnt')],
  ['MountFlags=slave', namespace('mnt')],
  ['ProtectHostname=yes', namespace('uts')],
  ['ProtectHome=yes', mounts],
  ['ProtectHome=read-only', mounts],
  ['ProtectHome=tmpfs', mounts],
  ['ProtectHome=no', starts],
  ['ProtectSystem=yes', mounts],
  ['ProtectSystem=strict', mounts],
  ['ProtectKernelTunables=yes', mounts],
  ['ProtectControlGroups=yes', mounts],
  ['ReadOnlyPaths=%h', mounts],
  ['ReadWritePaths=%h', mounts],
  ['InaccessiblePaths=%h/extension', mounts],
  ['ExecPaths=%h', mounts],
  ['NoExecPaths=%h', mounts],
  ['NoNewPrivileges=yes', 'grep NoNewPrivs /proc/self/status'],
  ['SystemCallFilter=~@mount', seccomp],
  ['SystemCallArchitectures=native', seccomp],
  ['MemoryDenyWriteExecute=yes', noNewCode],
  ['RestrictNamespaces=yes', seccomp],
  ['RestrictAddressFamilies=AF_UNIX', seccomp],
  ['RestrictRealtime=yes', seccomp],
  ['RestrictSUIDSGID=yes', seccomp],
  ['LockPersonality=yes', seccomp],
  ['UMask=0027', 'umask'],
  ['LimitNOFILE=100', 'ulimit -n'],
  ['CPUAffinity=0', 'taskset -p $$ | grep -o mask.*'],
  ['CoredumpFilter=0x1', 'cat /proc/self/coredump_filter'],
  ['RuntimeDirectory=hearth', 'echo $RUNTIME_DIRECTORY'],
  ['SetCredential=a:b', 'cat $CREDENTIALS_DIRECTORY/a'],
  ['LoadCredential=a:/etc/hostname', 'cat $CREDENTIALS_DIRECTORY/a'],
];

const keysIn = (lines: string): string[] =>
  lines.split('\n').map((line) => line.split('=')[0] ?? '');

test('tries every setting that the linter knows about', () => {
  const tried = new Set(rows.flatMap(([lines]) => keysIn(lines)));
  const known = [denied, limited, terminals, ignored, walls].flatMap((table) => Object.keys(table));
  // Sockets are tried below.
  expect(known.filter((key) => !tried.has(key) && !key.startsWith('Socket'))).toEqual([]);
});

const users = 'PrivateUsers=yes';

/** A service for each of these texts of [Service], started together: the exit code and the output of each. */
const run = async (
  services: readonly { lines: string; look: string | null }[],
): Promise<{ exit: number | 'refused'; output: string }[]> => {
  const folder = await temporaryFolder();
  await emptyFolder();
  afterwards(() => shell('systemctl', '--user', 'daemon-reload'));
  const units = services.map((_, at) => `tried-${String(at)}.service`);
  for (const [at, { lines, look }] of services.entries()) {
    const unit = units[at] ?? '';
    await writeFile(`${folder}/${unit}.sh`, `${look ?? 'true'}\n`);
    // Both files are opened before anything is hidden.
    const files = `StandardInput=file:${folder}/${unit}.sh\nStandardOutput=truncate:${folder}/${unit}.out`;
    await put(unit, `[Service]\nType=oneshot\nExecStart=/bin/bash -s\n${files}\n${lines}\n`);
  }
  await shell('systemctl', '--user', 'daemon-reload');
  const show = async (property: string): Promise<string[]> => {
    const args = ['--user', 'show', '-p', property, '--value', '--', ...units];
    return (await shell('systemctl', ...args)).split(/\n+/).filter((line) => line !== '');
  };
  // Since systemd 262, one unit that can’t be loaded keeps all the others from starting.
  const states = await show('LoadState');
  const startable = units.filter((_, at) => states[at] === 'loaded');
  await execa('systemctl', ['--user', 'start', '--', ...startable], { reject: false });
  const exits = await show('ExecMainStatus');
  return Promise.all(
    units.map(async (unit, at) => ({
      exit: states[at] === 'bad-setting' ? ('refused' as const) : Number(exits[at]),
      // Missing where standard output could not be opened.
      output: await readFile(`${folder}/${unit}.out`, 'utf8').catch(() => ''),
    })),
  );
};

type Outcome = number | 'refused' | 'ignored' | null;

/** What the linter says: an exit code, or that it has no effect; null if it says nothing. */
const said = (lines: string): Outcome => {
  const text = `[Service]\nType=oneshot\nExecStart=/bin/true\n${lines}\n`;
  const found = lint(text, { items, groups, place: placeOfPerson(person) }).filter(
    ({ code }) => code !== 'overridden',
  );
  const effects = found.map(({ code, why }) => {
    const exit = /\b(2\d\d)\/[A-Z]/.exec(why)?.[1];
    if (exit !== undefined) return Number(exit);
    if (why.includes('systemd refuses')) return 'refused' as const;
    if (!/^no-effect|^needs-limits$/.test(code)) throw new Error(`unexpected: ${code}`);
    return 'ignored' as const;
  });
  return effects[0] ?? null;
};

test('says what happens to each setting, alone and with a user namespace', async () => {
  await mkdir(`${person.home}/extension/usr/lib/extension-release.d`, { recursive: true });
  afterwards(() => shell('rm', '-rf', `${person.home}/extension`, `${person.home}/image`));
  const release = await readFile('/etc/os-release', 'utf8');
  await writeFile(
    `${person.home}/extension/usr/lib/extension-release.d/extension-release.extension`,
    release,
  );
  await shell('truncate', '-s', '4M', `${person.home}/image`);
  await shell('/sbin/mke2fs', '-q', '-d', `${person.home}/extension`, `${person.home}/image`);
  const variants = rows.flatMap(([lines, look]) => [
    { lines: '', look },
    { lines, look },
    { lines: users, look },
    { lines: `${lines}\n${users}`, look },
  ]);
  const results = await run(variants);
  const table = rows.map(([lines, look], at) => {
    const effectOf = (index: number): Outcome => {
      const [without, with_] = [results[4 * at + index], results[4 * at + index + 1]];
      if (with_ === undefined || without === undefined) throw new Error('not run');
      if (with_.exit === 'refused' || with_.exit >= 200) return with_.exit;
      return look !== null && with_.output === without.output ? 'ignored' : null;
    };
    return {
      lines,
      happened: [effectOf(0), effectOf(2)],
      said: [said(lines), said(`${lines}\n${users}`)],
    };
  });
  const columns = ({ lines, happened }: (typeof table)[number]): string =>
    `${lines.replaceAll('\n', ' ')}: ${happened.map((one) => one ?? 'works').join(', ')}`;
  console.log(`alone, with ${users}:\n${table.map(columns).join('\n')}`);
  expect(table.map(({ lines, said: both }) => [lines, ...both])).toEqual(
    table.map(({ lines, happened }) => [lines, ...happened]),
  );
}, 300_000);

test.each([
  ['SocketUser=root', true],
  ['SocketUser=%u', false],
  ['SocketGroup=root', true],
  ['SocketGroup=%U', false],
])('a socket with %s fails: %s', async (line, fails) => {
  await emptyFolder();
  afterwards(() => shell('systemctl', '--user', 'daemon-reload'));
  const text = `[Socket]\nListenStream=%t/tried\n${line}\n`;
  await put('tried.socket', text);
  await put('tried.service', '[Service]\nExecStart=/bin/true\n');
  await shell('systemctl', '--user', 'daemon-reload');
  const { failed } = await execa('systemctl', ['--user', 'start', 'tried.socket'], {
    reject: false,
  });
  afterwards(() => execa('systemctl', ['--user', 'stop', 'tried.socket'], { reject: false }));
  const found = lint(text, { items, groups, unit: 'tried.socket', place: placeOfPerson(person) });
  expect([failed, found.map(({ code }) => code)]).toEqual([
    fails,
    fails ? ['needs-privileges'] : [],
  ]);
});
