import { allOf, anyOf, number, plural } from '../counting.ts';
import { code } from '../marks.ts';
import { texts } from '../texts.ts';

/** The page of a unit: its sections and what concerns them all. */
export const unitsPageTexts = texts({
  en: {
    sections: 'Sections',
    titles: {
      status: 'Status',
      proof: 'Proof',
      logs: 'Logs',
      file: 'File',
      commands: 'Commands',
    },
    notSaved: 'not saved',
    loading: (unit: string) => `Loading ${unit}`,
    openingEditor: 'Opening the editor',
    state: 'State',
    template: 'template',
    changedOnDisk:
      'The unit file changed on disk, but systemd still uses the old version. Reload the manager, then restart the service.',
    reloadManager: 'Reload manager',

    /** `ending` like “exit code 203/EXEC”. */
    failed: (ending: string) => `Failed: ${ending}.`,
    crashing: (of: { ending: string; restarts: number }) =>
      plural(of.restarts, {
        one: `Crashing: ${of.ending}. systemd has restarted it once.`,
        other: `Crashing: ${of.ending}. systemd has restarted it ${number(of.restarts)} times.`,
      }),
    skipped: 'systemd didn’t start it, because a condition isn’t met.',
    /** Of several, one is not met, and systemd no longer knows which. */
    unmet: (checks: readonly string[]) =>
      checks.length === 1
        ? `It starts only with ${code(checks[0] ?? '')}.`
        : `One of these isn’t met: ${anyOf(checks.map(code))}.`,
    showLog: 'Show log',

    startsNever: (starters: readonly string[]) =>
      `It is enabled, but nothing starts it: ${allOf(starters.map(code))} ${plural(starters.length, { one: 'doesn’t', other: 'don’t' })} exist in your user manager. ${code('WantedBy=default.target')} starts a service with your session.`,
    halfEnabled: (names: readonly string[]) =>
      `It is only partly enabled: [Install] also names ${allOf(names.map(code))}, but there is no link for that. Switch “Start automatically” off and on to make it.`,
    enabledBesides: (names: readonly string[]) =>
      `A link starts it with ${allOf(names.map(code))}, which [Install] doesn’t name. Switching “Start automatically” off removes it.`,
    /** `reason` is systemd’s own. */
    notLoaded: (reason: string) => `systemd couldn’t load this unit: ${reason}`,
    fileGone: 'Its file is gone. systemd keeps the unit only as long as it’s running.',
    busNameTaken: (of: { busName: string; by: string }) =>
      `Its BusName=${of.busName} is already that of ${of.by}, and only one service can have it. Change one of them, then reload the manager.`,
    /** A mistake in one of its files. */
    atLine: (of: { file: string; line: number; what: string }) =>
      `${of.file}, line ${String(of.line)}: ${of.what}`,
    openFile: 'Open the file',
  },
});
