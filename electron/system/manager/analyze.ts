/**
 * systemd-analyze: verifies a file (S7), and lists the search path.
 *
 * systemd-analyze 252, measured, all on stderr:
 * - `PATH:LINE: text` for parser messages, about this file or any file it pulls in; `NAME: text` for errors found when
 *   the unit is loaded (a command that isn't executable, a missing requirement); `Unit NAME is masked.`,
 *   `Unit NAME failed to load properly, …`, `Unit NAME not found.`
 * - The exit code means little: 0 despite an unknown key, and 1 for an error in another unit.
 * - It loads the file and everything it names, in a separate manager: about 50 ms.
 * - It fails without XDG_RUNTIME_DIR.
 * - `--recursive-errors=no` makes unknown keys affect the exit code but hides other units: not used.
 * - It loads a template as instance `i`, since systemd 257 as `test_instance`; for a continued line it reports the last
 *   line's number.
 */
import type { CommandRecord } from '../../core/app/command-record.ts';
import { unitPaths, verifyFile, verifyIn, type ManagerScope } from '../../core/commands.ts';
import { isVerifiedAs } from '../../core/lint/verify-findings.ts';
import { expectSuccess, type Runner } from '../../host/runner.ts';

interface Verification {
  record: CommandRecord;
  /** Lines about the verified file, or about no particular file. */
  own: string[];
  /** Lines that name another file or unit. */
  others: string[];
}

const about =
  /^(?<path>\/[^\n]*?):(?:\d+:)? |^(?:Unit )?(?<unit>[A-Za-z0-9:_.\\@-]+\.[a-z]+)(?:: | (?:is|not|failed|has) )/;

const isOwn = (line: string, path: string, unit: string): boolean => {
  const subject = about.exec(line)?.groups;
  if (subject?.['path'] !== undefined) {
    // The unit's drop-ins count as its own.
    return subject['path'] === path || subject['path'].includes(`/${unit}.d/`);
  }
  return subject?.['unit'] === undefined || isVerifiedAs(subject['unit'], unit);
};

/** Separates verify's lines about `path` from those about other units. */
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

/**
 * @param scope whose units; those of a person by default.
 * @param refuse throws where it would hang over a mount that doesn't answer: it can't be killed then.
 */
export const createAnalyze = (
  runner: Runner,
  scope: ManagerScope = 'user',
  refuse: () => void = () => undefined,
) => ({
  /**
   * Resolves even if verify finds errors. A non-zero exit code with an empty `own` means another unit is at
   * fault.
   * @throws program-missing, program-timed-out.
   */
  verify: async (path: string, unit: string): Promise<Verification> => {
    refuse();
    const record = await runner.run(verifyFile(path), { unit });
    if (record.failure !== null) expectSuccess(record);
    return { record, ...splitFindings(`${record.stdout}\n${record.stderr}`, path, unit) };
  },
  /**
   * The same for a unit in the first of some folders that take precedence over the search path. Returns all lines, and
   * isn't listed among the unit's commands.
   * @throws program-missing, program-timed-out, program-failed when aborted.
   */
  verifyIn: async (
    folders: readonly [string, ...string[]],
    unit: string,
    signal: AbortSignal,
  ): Promise<string[]> => {
    refuse();
    const record = await runner.run(verifyIn(scope, folders, unit), { signal });
    if (record.failure !== null) expectSuccess(record);
    const lines = `${record.stdout}\n${record.stderr}`.split('\n');
    return lines.filter((line) => line.trim() !== '');
  },
  /** The manager's search path, first match wins. Absolute paths; not all exist. */
  unitPaths: async (): Promise<string[]> => {
    const record = expectSuccess(await runner.run(unitPaths(scope)));
    return record.stdout.split('\n').filter((line) => line.startsWith('/'));
  },
});

export type Analyze = ReturnType<typeof createAnalyze>;
