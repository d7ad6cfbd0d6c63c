/**
 * systemd-analyze --user: verification of one file (S7), and where units are looked for.
 *
 * What systemd-analyze 252 really says, measured, all on stderr:
 * - `PATH:LINE: text` for what the parser met, in this file or in any other that this one pulls in;
 *   `NAME: text` for what only shows once the unit is loaded (a command that is not executable, a missing
 *   requirement); `Unit NAME is masked.`, `Unit NAME failed to load properly, …`, `Unit NAME not found.`
 * - The exit code says little: 0 in spite of an unknown key, and 1 for an error of another unit.
 * - It loads the file together with everything it names, in a manager of its own: about 50 ms.
 * - Without XDG_RUNTIME_DIR it dies.
 * - `--recursive-errors=no` makes unknown keys count for the exit code, and says nothing of other units: not used.
 * - A template is loaded as its instance `i`; of a continued line the number of the last is told.
 */
import type { CommandRecord } from '../../core/app/command-record.ts';
import { unitPaths, verifyFile, verifyIn } from '../../core/commands.ts';
import { expectSuccess, type Runner } from '../programs/runner.ts';

interface Verification {
  record: CommandRecord;
  /** Lines about the file that was asked about, and lines about none in particular. */
  own: string[];
  /** Lines that name another file or unit. */
  others: string[];
}

const about =
  /^(?<path>\/[^\n]*?):(?:\d+:)? |^(?:Unit )?(?<unit>[A-Za-z0-9:_.\\@-]+\.[a-z]+)(?:: | (?:is|not|failed|has) )/;

const isOwn = (line: string, path: string, unit: string): boolean => {
  const subject = about.exec(line)?.groups;
  if (subject?.['path'] !== undefined) {
    // A drop-in of the unit counts as the unit's own.
    return subject['path'] === path || subject['path'].includes(`/${unit}.d/`);
  }
  return subject?.['unit'] === undefined || subject['unit'] === unit;
};

/** What verify said about `path`, told apart from what it said about other units. */
export const splitFindings = (
  output: string,
  path: string,
  unit: string,
): { own: string[]; others: string[] } => {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  return {
    own: lines.filter((line) => isOwn(line, path, unit)),
    others: lines.filter((line) => !isOwn(line, path, unit)),
  };
};

export interface Analyze {
  /**
   * Findings are not errors: it resolves whatever verify says. A non-zero exit code with `own` empty means
   * that another unit is at fault.
   * @throws program-missing, program-timed-out.
   */
  verify(path: string, unit: string): Promise<Verification>;
  /**
   * The same for a folder whose files count before all others of the search path: all lines as they are, and not
   * told among the commands of the unit.
   * @throws program-missing, program-timed-out, program-failed when it was aborted.
   */
  verifyIn(folder: string, unit: string, signal: AbortSignal): Promise<string[]>;
  /** Where the user manager looks for units, the first found wins. Absolute paths; not all exist. */
  unitPaths(): Promise<string[]>;
}

export const createAnalyze = (runner: Runner): Analyze => ({
  verify: async (path, unit) => {
    const record = await runner.run(verifyFile(path), { unit });
    if (record.failure !== null) expectSuccess(record);
    return { record, ...splitFindings(`${record.stdout}\n${record.stderr}`, path, unit) };
  },
  verifyIn: async (folder, unit, signal) => {
    const record = await runner.run(verifyIn(folder, unit), { signal });
    if (record.failure !== null) expectSuccess(record);
    const lines = `${record.stdout}\n${record.stderr}`.split('\n');
    return lines.filter((line) => line.trim() !== '');
  },
  unitPaths: async () => {
    const record = expectSuccess(await runner.run(unitPaths()));
    return record.stdout.split('\n').filter((line) => line.startsWith('/'));
  },
});
