import { anyOf, number, plural } from '../counting.ts';
import { code } from '../marks.ts';
import { texts } from '../texts.ts';

/** How a unit is, in one sentence on its page, and in a word or two in rows and the tray. */
export const unitsVerdictTexts = texts({
  en: {
    underWay: {
      start: 'Starting…',
      stop: 'Stopping…',
      restart: 'Restarting…',
      reload: 'Reloading…',
      enable: 'Enabling…',
      disable: 'Disabling…',
      mask: 'Masking…',
      unmask: 'Unmasking…',
      'reset-failed': 'Resetting…',
      kill: 'Killing…',
      delete: 'Deleting…',
      rename: 'Renaming…',
      recover: 'Recovering…',
    },
    gone: 'Its file is gone',
    goneMore: 'systemd keeps the unit only as long as it’s running.',
    masked: 'Masked: nothing can start it',
    maskedUp: 'Masked, but still running',
    maskedMore: 'Not even you can start it until you unmask it.',
    refused: 'systemd refuses this unit',
    refusedUp: 'Running, but systemd refuses its file now',
    busNameTaken: (of: { busName: string; by: string }) =>
      `Its BusName=${of.busName} is already used by ${of.by}; only one service can have it. Change one of them, then reload the manager.`,

    crashingUnknown: 'Crashing: systemd restarts it again and again',
    /** `ending` like “exit code 3”. */
    crashing: (of: { ending: string; restarts: number }) =>
      plural(of.restarts, {
        one: `Crashing: ${of.ending}, restarted once`,
        other: `Crashing: ${of.ending}, restarted ${number(of.restarts)} times`,
      }),
    crashed: (of: { ending: string; times: number; span: string }) =>
      plural(of.times, {
        one: `Crashing: ${of.ending}`,
        other: `Crashed ${number(of.times)} times in ${of.span}: ${of.ending}`,
      }),
    /** `age` like “14 s ago”. */
    endedWith: (of: { ending: string; age: string }) => `Ended with ${of.ending}, ${of.age}`,
    couldNotRun: (of: { ending: string; age: string }) => `Could not run: ${of.ending}, ${of.age}`,
    wasKilled: (of: { ending: string; age: string }) => `Was ${of.ending}, ${of.age}`,
    failed: (of: { reason: string; age: string }) => `Failed: ${of.reason}, ${of.age}`,
    failedWhen: (age: string) => `Failed ${age}`,
    failedUnknown: 'Failed',

    skipped: 'Not started: a condition isn’t met',
    /** Of several, one is not met, and systemd no longer knows which. */
    unmet: (checks: readonly string[]) =>
      checks.length === 1
        ? `It starts only with ${code(checks[0] ?? '')}.`
        : `One of these isn’t met: ${anyOf(checks.map(code))}.`,

    starting: (span: string) => `Starting for ${span}`,
    stopping: (span: string) => `Stopping for ${span}`,
    reloading: (span: string) => `Reloading, up for ${span}`,
    restarting: 'Restarting',
    maintenance: 'In maintenance',

    working: (age: string) => `Working: its proof is from ${age}`,
    late: (age: string) => `Late: its proof is from ${age}`,
    lost: 'Running, but its proof is lost',
    unreadable: 'Running, but its proof can’t be checked',
    waitingForProof: (span: string) => `Running for ${span}, waiting for its first proof`,
    runningFor: (span: string) => `Running for ${span}`,
    runningUnproven: (span: string) => `Running for ${span}, no proof set`,
    running: 'Running',
    activeFor: (span: string) => `Active for ${span}`,
    active: 'Active',
    done: (age: string) => `Done: it ended without an error ${age}`,
    neverRestarted: (span: string) => `Running for ${span}, never restarted.`,
    restarted: (of: { span: string; restarts: number }) =>
      plural(of.restarts, {
        one: `Running for ${of.span}. systemd has restarted it once.`,
        other: `Running for ${of.span}. systemd has restarted it ${number(of.restarts)} times.`,
      }),
    restarts: (restarts: number) =>
      plural(restarts, {
        one: 'systemd has restarted it once.',
        other: `systemd has restarted it ${number(restarts)} times.`,
      }),

    stoppedByYou: (age: string) => `Stopped by you ${age}`,
    stopped: (age: string) => `Stopped ${age}`,
    ended: (age: string) => `Ended without an error ${age}`,
    notRunning: 'Not running',
    noRunKnown: 'systemd remembers no run of it.',
    waitingFor: (units: readonly string[]) => `Waiting for ${anyOf(units)} to start it`,
    off: 'Off: it starts nothing',

    next: (of: { when: string; span: string }) => `Next run ${of.when}, in ${of.span}`,
    when: {
      today: (time: string) => `today at ${time}`,
      tomorrow: (time: string) => `tomorrow at ${time}`,
      later: (of: { date: string; time: string }) => `on ${of.date} at ${of.time}`,
    },
    held: (unit: string) => `Its job is running: ${unit}`,
    heldMore: 'The next time is set when it ends.',
    noNext: 'No next run',
    listening: (address: string) => `Listening on ${address}`,
    handedOver: (address: string) => `Listening on ${address}, its service is running`,
    watching: (path: string) => `Watching ${path}`,
    mounted: (path: string) => `Mounted at ${path}`,

    actions: {
      start: 'Start',
      startAgain: 'Start again',
      stopTrying: 'Stop trying',
      unmask: 'Unmask',
      openFile: 'Open the file',
      setProof: 'Set a proof',
    },

    /** In rows and the tray. */
    short: {
      failed: 'failed',
      refused: 'refused',
      crashed: (times: number) => `crashed ${number(times)}×`,
      fresh: (age: string) => `${age} ✓`,
      late: (age: string) => `late ${age}`,
      proofLate: 'proof late',
      lost: 'proof lost',
      next: (time: string) => `next ${time}`,
      off: 'off',
      idle: 'idle',
    },
  },
});
