import { number, plural } from '../counting.ts';
import { texts } from '../texts.ts';

/** The editor: its findings, completion and help. */
export const filesEditorTexts = texts({
  en: {
    keys: 'Ctrl+S saves, Ctrl+F finds, Ctrl+Space completes, F1 explains, Tab leaves the editor.',
    /** Of a script, where nothing completes or explains. */
    plainKeys: 'Ctrl+S saves, Ctrl+F finds, Tab leaves the editor.',
    shortKeys: 'Ctrl+S save · Ctrl+F find · F1 explain',
    shortPlainKeys: 'Ctrl+S save · Ctrl+F find',

    findings: 'Findings',
    severities: { error: 'Error', warning: 'Warning', hint: 'Hint' },
    counts: {
      error: (count: number) => plural(count, { one: '1 error', other: `${number(count)} errors` }),
      warning: (count: number) =>
        plural(count, { one: '1 warning', other: `${number(count)} warnings` }),
      hint: (count: number) => plural(count, { one: '1 hint', other: `${number(count)} hints` }),
    },
    checking: 'Checking…',
    noFindings: 'No problems found.',
    notChecked: (what: string) => `Couldn’t be checked: ${what}`,
    restNotChecked: (what: string) => `The rest couldn’t be checked: ${what}`,
    line: (line: number) => `Line ${number(line)}`,
    goToLine: 'Go to line',
    otherFiles: (count: number) =>
      plural(count, {
        one: 'systemd reports 1 problem in other files',
        other: `systemd reports ${number(count)} problems in other files`,
      }),

    /** Replaces CodeMirror’s own words, by those words: its reference, “EditorState.phrases”. */
    phrases: {
      Find: 'Find',
      Replace: 'Replace with',
      next: 'Next',
      previous: 'Previous',
      all: 'Select all',
      'match case': 'Case',
      regexp: 'Regex',
      'by word': 'Words',
      replace: 'Replace',
      'replace all': 'Replace all',
      close: 'Close',
      'Go to line': 'Go to line',
      go: 'Go',
      'current match': 'current match',
      'on line': 'on line',
      'replaced $ matches': 'Replaced $ matches',
      'replaced match on line $': 'Replaced the match on line $',
      Completions: 'Suggestions',
      Diagnostics: 'Findings',
      'No diagnostics': 'No findings',
      'Control character': 'Control character',
      'Selection deleted': 'Selection deleted',
    },

    /** By the source of the list of keys. */
    unknownKey: {
      systemd: (section: string) => `This version of systemd has no such key in [${section}].`,
      recorded: (section: string) =>
        `systemd couldn’t be asked. The list that comes with Hearth has no such key in [${section}].`,
    },
    readManual: 'Read the manual',
    noManual: 'No manual page installed here describes it.',
    sections: {
      Unit: 'what it is, and what it depends on',
      Install: 'what enabling it links to',
      'X-Hearth': 'for Hearth only; systemd ignores it',
    },
    /** Settings of [X-Hearth]. */
    proofs: {
      ProofFile: 'a file that the program keeps writing to',
      ProofSocket: 'a TCP or Unix socket of this computer that must accept',
      ProofHTTP: 'an http:// address of this computer that must answer',
      ProofExec: 'a command that must exit with 0',
      ProofBusName: 'a name on the user bus that must have an owner',
      ProofLog: 'a regular expression for a line of the service’s own log',
      ProofPeriodSec: 'how often the proof above is due',
      ProofGraceSec: 'how late the proof above may be',
      ProofMatch: 'a regular expression for the last line of the file above',
      ProofStatus: 'the statuses that count for the address above',
      ProofRestartAfter: 'restart the service once its proof was missed this often',
    },
    /** Specifiers useful in a unit of your own; systemd.unit(5), “Specifiers”. */
    specifiers: {
      '%h': 'home folder',
      '%t': 'runtime folder, $XDG_RUNTIME_DIR',
      '%n': 'full name of this unit',
      '%N': 'name of this unit without its type',
      '%p': 'name before the @',
      '%i': 'instance, after the @',
      '%I': 'instance, unescaped',
      '%E': 'configuration folder, ~/.config',
      '%C': 'cache folder, ~/.cache',
      '%S': 'state folder',
      '%u': 'user name',
      '%U': 'user ID',
      '%H': 'host name',
      '%T': 'folder for temporary files',
      '%%': 'a percent sign',
    },
  },
});
