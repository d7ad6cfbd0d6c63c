/** Patterns where systemd knows none, and addresses that it can’t read. systemd.path(5), systemd.socket(5). */
import { lookUp } from '../../../text/look-up.ts';
import { pathsIn } from '../../../directives/path-settings.ts';
import type { Finding } from '../../../syntax/finding.ts';
import type { Assignment } from '../../../syntax/unit-file.ts';
import { lintFixesTexts } from '../../../texts/lint/fixes.ts';
import { lintStartingWatchedTexts } from '../../../texts/lint/starting/watched.ts';
import { untilMany } from '../../toolkit/limit.ts';
import { manualOf } from '../../toolkit/manual-page.ts';
import { fixWith, onValue, renameKey, replaceValue } from '../../toolkit/report.ts';
import { expanded, type LintUnit } from '../../toolkit/subject.ts';

const watching = new Set(['PathChanged', 'PathModified', 'PathExists', 'DirectoryNotEmpty']);
/** EnvironmentFile= knows patterns, too. */
const knowsPatterns = /^(?:EnvironmentFile|\w+Glob)$/;

/** With which key the same value works as a pattern. */
const globKey: Record<string, string> = {
  PathExists: 'PathExistsGlob',
  ConditionPathExists: 'ConditionPathExistsGlob',
  AssertPathExists: 'AssertPathExistsGlob',
};

const pattern = (unit: LintUnit, assignment: Assignment): Finding[] => {
  const { key } = assignment;
  if (knowsPatterns.test(key)) return [];
  const path = pathsIn(assignment).find(({ text }) => /[*?]|\[[^[\]]+\]/.test(text));
  const real = path === undefined ? null : expanded(unit, path.text);
  // A file may really have this name.
  const isThere =
    real !== null && ['file', 'folder'].includes(unit.facts.paths.get(real)?.kind ?? '');
  if (path === undefined || isThere) return [];
  const other = lookUp(globKey, key);
  const found = { key, path: path.text };
  return [
    onValue(
      unit,
      assignment,
      {
        code: 'glob-in-path',
        severity: 'warning',
        ...(watching.has(key)
          ? lintStartingWatchedTexts.watchFolder(found)
          : lintStartingWatchedTexts['glob-in-path'](found)),
        manual: manualOf(assignment, unit),
        fix:
          other === undefined
            ? null
            : fixWith(lintFixesTexts.use(`${other}=`), renameKey(unit, assignment, other)),
      },
      path,
    ),
  ];
};

const listening = /^Listen(?:Stream|Datagram|SequentialPacket)$/;

/** socket_address_parse(): a port, an address with a port, a path, an abstract name, or vsock. */
const address =
  /^(?:[/@%]|\d+$|(?:\d{1,3}\.){3}\d{1,3}:\d+$|\[[0-9a-f:.]+(?:%\w+)?\]:\d+(?:%\w+)?$|vsock:)/i;

const badAddress = (unit: LintUnit, assignment: Assignment): Finding[] => {
  const { key, value } = assignment;
  const text = expanded(unit, value);
  // path.ts explains “~” and “$”.
  if (!listening.test(key) || text === null || address.test(text) || /^[~$]/.test(value)) return [];
  const port = /^(?:localhost|\*|):(\d+)$/.exec(value);
  const inQuotes = /^(["'])([^"'\\]+)\1$/.exec(value)?.[2] ?? '';
  const meant =
    port === null
      ? address.test(inQuotes)
        ? inQuotes
        : null
      : value.startsWith('localhost')
        ? `127.0.0.1:${port[1] ?? ''}`
        : (port[1] ?? null);
  return [
    onValue(unit, assignment, {
      code: 'bad-address',
      severity: 'warning',
      ...lintStartingWatchedTexts['bad-address'](value),
      manual: `systemd.socket(5), ${key}=`,
      fix:
        meant === null
          ? null
          : fixWith(lintFixesTexts.use(meant), replaceValue(unit, assignment, meant)),
    }),
  ];
};

export const watchedRules = (unit: LintUnit): Finding[] =>
  untilMany(unit.live, (assignment) => [
    ...pattern(unit, assignment),
    ...(assignment.section === 'Socket' ? badAddress(unit, assignment) : []),
  ]);
