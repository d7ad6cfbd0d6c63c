/** Each unit is run for real and tried: its program must find the same. */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { person, property, service, shell, temporaryFolder, until } from '../workbench/bench.ts';
import { openTries, wordsOf } from './try-bench.ts';

/** Of a run, not of the settings. */
const ofRun =
  /^(?:INVOCATION_ID|JOURNAL_STREAM|SYSTEMD_EXEC_PID|(?:MEMORY|CPU|IO)_PRESSURE_WATCH)=/;

const reportScript = (report: string): string => `#!/bin/sh
group=/sys/fs/cgroup$(sed -n 's/^0:://p' /proc/self/cgroup)
{
  echo "arguments: $0 $*"
  echo "folder: $(pwd)"
  echo "umask: $(umask)"
  echo "nice: $(nice)"
  echo "oom: $(cat /proc/self/oom_score_adj)"
  echo "slice: $(dirname "$group")"
  echo "input: $(head -c 200 <&0 2>&1)"
  grep -E '^(SigBlk|SigIgn|NoNewPrivs|Seccomp|Cpus_allowed_list|CapBnd|THP_enabled)' /proc/self/status
  cat /proc/self/limits
  for file in memory.max memory.high memory.swap.max pids.max cpu.max cpu.weight io.weight; do
    echo "$file: $(cat "$group/$file" 2>&1 | tail -n 1 | sed 's/.*: //')"
  done
  env -0 | sort -z | tr '\\0' '\\n'
} > ${report}
echo out
echo err >&2
case "$ENDING" in
  signal) kill -KILL $$ ;;
  abort) ulimit -c 0; kill -ABRT $$ ;;
  '') exit 0 ;;
  *) exit "$ENDING" ;;
esac
`;

/** Settings of [Service], with `Type=exec` and the program unless they set their own. PROGRAM is its path. */
const units: Record<string, string[]> = {
  plain: [],
  environment: ['Environment=A=1 "B=two words" C=%%h', 'Environment=D=%h'],
  unset: ['Environment=A=1', 'UnsetEnvironment=A LANG'],
  'environment-file': ['EnvironmentFile=-/etc/os-release'],
  'of-its-name': ['Environment="NAMES=%n %N %p %P %j %J %i."', 'ExecStart=PROGRAM %n "%p two"'],
  'odd\\x2dname': ['Environment="NAMES=%n %p %P %J"', "ExecStart=PROGRAM '%P %p' %n"],
  'instance@one\\x20two': ['Environment="NAMES=%p %i %I %n"', 'ExecStart=PROGRAM "%I"'],
  folder: ['WorkingDirectory=/usr/share'],
  home: ['WorkingDirectory=~'],
  'missing-folder': ['WorkingDirectory=-/nowhere/at/all'],
  files: ['LimitNOFILE=123:456'],
  limits: ['LimitCORE=0', 'LimitCPU=30', 'LimitFSIZE=10M', 'LimitSTACK=4M', 'LimitNPROC=2000'],
  memory: ['MemoryHigh=90M', 'MemoryMax=100M', 'MemorySwapMax=10M'],
  tasks: ['TasksMax=77'],
  processor: ['CPUQuota=50%', 'CPUWeight=20'],
  nice: ['Nice=7'],
  oom: ['OOMScoreAdjust=500'],
  umask: ['UMask=0077'],
  signals: ['IgnoreSIGPIPE=no'],
  slice: ['Slice=background.slice'],
  'state-folder': ['StateDirectory=tried/deep', 'CacheDirectory=tried'],
  'runtime-folder': ['RuntimeDirectory=tried-once', 'RuntimeDirectoryMode=0700'],
  input: ['StandardInput=data', 'StandardInputText=hello %n', 'StandardInputData=d29ybGQK'],
  privileges: ['NoNewPrivileges=yes', 'LockPersonality=yes'],
  'system-calls': ['SystemCallArchitectures=native', 'NoNewPrivileges=yes'],
  affinity: ['CPUAffinity=0'],
  'non-blocking': ['NonBlocking=yes', 'TimeoutCleanSec=9'],
  oneshot: ['Type=oneshot', 'ExecStart=/bin/true', 'ExecStart=PROGRAM second'],
  before: ['ExecStartPre=/bin/sh -c "echo before"', 'ExecStopPost=/bin/sh -c "echo $$EXIT_STATUS"'],
  'exit-code': ['Environment=ENDING=3'],
  'ok-exit-code': ['Environment=ENDING=42', 'SuccessExitStatus=42'],
  'by-signal': ['Environment=ENDING=signal'],
  aborted: ['Environment=ENDING=abort', 'LimitCORE=0'],
  'no-program': ['ExecStart=/nowhere/at/all'],
  restarts: ['Environment=ENDING=5', 'Restart=on-failure', 'RestartSec=1h'],
};

const textOf = (name: string, settings: readonly string[], program: string): string => {
  const has = (key: string): boolean => settings.some((line) => line.startsWith(`${key}=`));
  return [
    '[Unit]',
    `Description=${name}`,
    '[Service]',
    ...(has('Type') ? [] : ['Type=exec']),
    ...settings.map((line) => line.replaceAll('PROGRAM', program)),
    ...(has('ExecStart') ? [] : [`ExecStart=${program}`]),
    '[Install]',
    'WantedBy=default.target',
  ].join('\n');
};

const results = ['Result', 'ExecMainCode', 'ExecMainStatus'];

describe('a try', () => {
  test(`is what the real unit is, for ${String(Object.keys(units).length)} units, and leaves nothing`, async () => {
    const folder = await temporaryFolder();
    const [program, report] = [`${folder}/program.sh`, `${folder}/report`];
    await writeFile(program, reportScript(report), { mode: 0o755 });
    const tries = await openTries();
    const take = async (): Promise<string[]> => {
      const text = await readFile(report, 'utf8').catch(() => '');
      await rm(report, { force: true });
      return text.split('\n').filter((line) => !ofRun.test(line));
    };
    let compared = 0;
    for (const [name, settings] of Object.entries(units)) {
      const unit = `tryreal-${name}.service`;
      const file = unit.replace(/@.*\./, '@.');
      const text = textOf(name, settings, program);
      await service(file, text.split('\n'));
      // What default.target wants stays in memory, and with it how it ended.
      await shell('systemctl', '--user', 'enable', '--', unit);
      await shell('systemctl', '--user', 'start', '--no-block', '--', unit);
      const isOver = async (): Promise<boolean> => {
        // In one answer, or one of them may be from before the start.
        const shown = await shell('systemctl', '--user', 'show', '--', unit);
        return (
          /^SubState=(?:dead|failed|auto-restart)$/m.test(shown) &&
          !/^InactiveExitTimestampMonotonic=0$/m.test(shown) &&
          // Else it is only about to run.
          (!/^Result=success$/m.test(shown) || !/^ExecMainExitTimestampMonotonic=0$/m.test(shown))
        );
      };
      await until(`${unit} has ended`, isOver);
      const real = await take();
      const asReal = await Promise.all(results.map((one) => property(unit, one)));
      await shell('systemctl', '--user', 'disable', '--now', '--', unit);
      const tried = await tries.tryUnit(unit);
      expect(await take(), name).toEqual(real);
      const codes: Record<string, string> = { exited: '1', killed: '2', dumped: '3' };
      const { result, exitKind, exitStatus } = tried.end ?? {};
      expect([result, codes[exitKind ?? ''], String(exitStatus)], name).toEqual(
        asReal.map((value) => value.trim()),
      );
      if (real.length > 1 && name !== 'missing')
        expect(wordsOf(tried), name).toEqual(expect.arrayContaining(['out', 'err']));
      await tries.expectNothingLeft();
      compared += real.length > 1 ? 1 : 0;
    }
    expect(compared).toBeGreaterThanOrEqual(30);
    expect(person.unitFolder).not.toContain('hearth-try');
  }, 300_000);
});
