/**
 * Files for standard input, output, and error. Tried on systemd 252: it opens them before ExecStartPre=, and before it
 * creates the folders of LogsDirectory= and the like.
 */
import { lookUp } from '../../text/look-up.ts';
import { pathsIn } from '../../directives/path-settings.ts';
import type { Finding } from '../../syntax/finding.ts';
import { lintPathTexts } from '../../texts/lint/path.ts';
import { isExemptFirst } from '../toolkit/exempt-paths.ts';
import { untilMany } from '../toolkit/limit.ts';
import { onValue } from '../toolkit/report.ts';
import { expanded, type LintUnit } from '../toolkit/subject.ts';
import { folderOf } from '../../text/path.ts';

const exits: Record<string, string> = {
  StandardInput: '208/STDIN',
  StandardOutput: '209/STDOUT',
  StandardError: '222/STDERR',
};

/** A file that the service reads must be there; of one that it writes, only the folder. */
const faultOf = (unit: LintUnit, key: string, path: string): string | null => {
  const fact = unit.facts.paths.get(path);
  if (fact?.kind === 'folder') return lintPathTexts.notFile(path);
  if (key === 'StandardInput') return fact?.kind === 'missing' ? lintPathTexts.noFile(path) : null;
  const folder = unit.facts.paths.get(folderOf(path));
  if (folder?.kind === 'file') return lintPathTexts.notFolder(folderOf(path));
  return folder?.kind === 'missing' ? lintPathTexts.noFolder(folderOf(path)) : null;
};

export const streamRules = (unit: LintUnit): Finding[] =>
  untilMany(unit.live, (assignment) => {
    const { key } = assignment;
    const exit = lookUp(exits, key);
    const [path] = exit === undefined ? [] : pathsIn(assignment);
    const real = path === undefined ? null : expanded(unit, path.text);
    if (exit === undefined || real?.startsWith('/') !== true || isExemptFirst(unit, real))
      return [];
    const what = faultOf(unit, key, real);
    if (what === null) return [];
    return [
      onValue(
        unit,
        assignment,
        {
          code: 'missing-stream',
          severity: 'error',
          what,
          why:
            key === 'StandardInput'
              ? lintPathTexts.missingInputWhy(exit)
              : lintPathTexts.missingOutputWhy(exit),
          manual: `systemd.exec(5), ${key}=`,
        },
        path,
      ),
    ];
  });

/** The absolute paths that the rule above checks on disk. */
export const namedStreams = (unit: LintUnit): string[] =>
  unit.all
    .filter(({ key }) => Object.hasOwn(exits, key))
    .flatMap((assignment) =>
      pathsIn(assignment).flatMap(({ text }) => {
        const real = expanded(unit, text);
        return real?.startsWith('/') === true ? [real, folderOf(real)] : [];
      }),
    );
