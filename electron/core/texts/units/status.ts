import { code } from '../marks.ts';
import { texts } from '../texts.ts';

/** The Status section: the facts of `systemctl status`, and what systemd’s words mean. */
export const unitsStatusTexts = texts({
  en: {
    reading: 'Reading the status',
    terms: {
      loaded: 'Loaded',
      unitFile: 'Unit file',
      active: 'Active',
      mainPid: 'Main PID',
      lastResult: 'Last result',
      restarts: 'Restarts',
      type: 'Type',
      condition: 'Condition',
      dropIns: 'Drop-ins',
    },
    restartsHint: 'by Restart=, since the last manual start',
    since: (of: { moment: string; age: string }) => `since ${of.moment}, ${of.age}`,
    noUnitFile: 'no unit file',
    noState: 'no state',
    notSet: 'not set',

    /** By systemctl(1), “is-enabled output”. */
    fileStates: {
      enabled: 'starts automatically, with your session or another unit',
      'enabled-runtime': 'starts automatically, until the next boot at the latest',
      disabled: 'not enabled: starts only when you or another unit start it',
      static: 'can’t be enabled, as its file has no [Install] section: other units start it',
      masked: 'can’t be started until it’s unmasked',
      'masked-runtime': 'can’t be started until the next boot or until it’s unmasked',
      linked: 'its file is outside the unit folders and linked there',
      'linked-runtime': 'its file is elsewhere, linked until the next boot at the latest',
      indirect: 'not enabled itself, but a unit in its Also=, an alias or an instance may be',
      generated: 'created at run time by a generator, which decides what starts it',
      transient: 'created at run time by a program, for example by systemd-run',
      alias: 'another name for a unit',
      bad: 'its file is invalid or unreadable',
    },
    /** What enabled means for this unit: `unit` starts it. */
    startsWith: (unit: string) => `starts with ${code(unit)}`,
    startsWithInactive: (unit: string) =>
      `would start with ${code(unit)}, which isn’t active in this session`,
    startsWithMissing: (unit: string) =>
      `would start with ${code(unit)}, which doesn’t exist in your user manager`,
    untilBoot: (meaning: string) => `${meaning}, until the next boot at the latest`,

    /** By the Result property of org.freedesktop.systemd1(5). */
    results: {
      success: 'no failure',
      'exit-code': 'the program exited with an error code',
      signal: 'the program was killed by a signal',
      'core-dump': 'the program crashed and dumped core',
      timeout: 'it exceeded its time limit',
      watchdog: 'it stopped sending watchdog keep-alives',
      'start-limit-hit': 'it started too often in a short time, so systemd gave up',
      'oom-kill': 'killed for lack of memory: its own limit (MemoryMax=) or the machine’s',
      resources: 'systemd lacked the resources to start it',
      protocol: 'it didn’t report readiness as its Type= requires',
      'exec-condition': 'its ExecCondition= wasn’t met',
    },
    resultForgotten: 'not known',
    resultForgottenHint: 'systemd keeps none of a stopped service that nothing refers to',
    conditionUnmet: 'start condition unmet',
    /** One of several, as systemd no longer knows which. */
    conditionUnknown: 'start condition unmet, one of these',
    noPidNotRunning: 'none: not running',
    noPidExited: 'none: the program has exited',
    noPidUnknown: 'not reported',
  },
});
