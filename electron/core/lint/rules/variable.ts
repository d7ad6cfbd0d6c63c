/** Variables in commands: written as in a shell, not set, or meant for the shell that is run. */
import type { Finding } from '../../syntax/finding.ts';
import type { Assignment } from '../../syntax/unit-file.ts';
import { rawOf, type CommandPart } from '../toolkit/ran-program.ts';
import { isLoginVariable, isOfDesktop, type Setting } from '../toolkit/known-variables.ts';
import type { LintUnit } from '../toolkit/subject.ts';
import { lintFixesTexts } from '../../texts/lint/fixes.ts';
import { lintVariableTexts } from '../../texts/lint/variable.ts';
import { fixWith, onValue, replaceIn, type Range } from '../toolkit/report.ts';

const manual = 'systemd.service(5), Command Lines';

/** `$HOME/x`, `a$NAME`: systemd expands a variable without braces only if it is a whole word. */
export const unbraced = (
  unit: LintUnit,
  assignment: Assignment,
  word: CommandPart,
  { names }: Setting,
): Finding[] => {
  const raw = rawOf(assignment, word);
  const all = [...raw.matchAll(/(\$\$)|\$([A-Za-z_]\w*)/g)].filter(
    (found) => found[1] === undefined,
  );
  const [first] = all;
  const isWhole = /^["']?\$\w+["']?$/.test(raw);
  if (first === undefined || isWhole || !all.every((found) => names.has(found[2] ?? ''))) return [];
  const braced = raw.replace(
    /(\$\$)|\$([A-Za-z_]\w*)/g,
    (text, escaped: string | undefined, name: string) =>
      escaped === undefined ? `\${${name}}` : text,
  );
  const range: Range = { start: word.start, end: word.end };
  return [
    onValue(
      unit,
      assignment,
      {
        code: 'dollar-in-word',
        severity: 'warning',
        ...(word.text.startsWith('$')
          ? lintVariableTexts.dollarAtStart(word.text)
          : lintVariableTexts.dollarInWord(word.text)),
        manual,
        fix: fixWith(lintFixesTexts.use(braced), replaceIn(unit, assignment, range, braced)),
      },
      range,
    ),
  ];
};

/** `${NAME:-…}`, `${NAME#…}`, `${#NAME}`: what a shell does with a variable. */
const shellExpansion = /(?<!\$)\$\{(?:[A-Za-z_]\w*(?:\[[^\]]*\])?[-:=+?#%/^,@]|[#!][A-Za-z_])/;

/** Such a word stays as it is, except for what is in it: systemd 252 then expands no variable after it, either. */
export const expandedAsInShell = (
  unit: LintUnit,
  assignment: Assignment,
  word: CommandPart,
): Finding[] => {
  const found = shellExpansion.exec(word.text);
  if (found === null) return [];
  const end = word.text.indexOf('}', found.index) + 1;
  const text = word.text.slice(found.index, end > 0 ? end : undefined);
  return [
    onValue(
      unit,
      assignment,
      {
        code: 'shell-expansion',
        severity: 'warning',
        ...lintVariableTexts['shell-expansion'](text),
        manual,
      },
      { start: word.start, end: word.end },
    ),
  ];
};

const used = /\$\$|\$\{([A-Za-z_]\w*)\}|^\$([A-Za-z_]\w*)$/g;

export const unset = (
  unit: LintUnit,
  assignment: Assignment,
  word: CommandPart,
  setting: Setting,
): Finding[] => {
  if (setting.isOpen) return [];
  const names = [...word.text.matchAll(used)].flatMap((found) => found[1] ?? found[2] ?? []);
  const name = names.find((one) => !setting.names.has(one));
  if (name === undefined || (isLoginVariable(name) && isOfDesktop(unit))) return [];
  const isLogin = isLoginVariable(name);
  return [
    onValue(
      unit,
      assignment,
      {
        code: isLogin ? 'login-variable' : 'unset-variable',
        severity: isLogin ? 'warning' : 'hint',
        ...(isLogin
          ? lintVariableTexts['login-variable'](name)
          : lintVariableTexts['unset-variable'](name)),
        manual: 'systemd.exec(5), Environment=',
      },
      { start: word.start, end: word.end },
    ),
  ];
};

/** What systemd takes as a variable: `${` and all up to `}`, unless a `:` comes first. `$$` is a dollar sign. */
const braced = /\$\$|\$\{([^}:]+)\}/g;
const isName = (text: string): boolean => /^[A-Za-z_]\w*$/.test(text);

/** `${x%.txt}`, `${#x}`, `${1}` of a script: no variable has such a name. Tried on systemd 252. */
export const shellsExpansion = (
  unit: LintUnit,
  assignment: Assignment,
  script: CommandPart,
): Finding[] => {
  const found = [...script.text.matchAll(braced)].find(
    ([, inside]) => inside !== undefined && !isName(inside),
  );
  if (found === undefined) return [];
  const repaired = rawOf(assignment, script).replace(braced, (text, inside?: string) =>
    inside === undefined || isName(inside) ? text : `$${text}`,
  );
  return [
    onValue(
      unit,
      assignment,
      {
        code: 'shell-variable',
        severity: 'warning',
        ...lintVariableTexts['shells-expansion'](found[0]),
        manual,
        fix: fixWith(
          lintFixesTexts.use(`$${found[0]}`),
          replaceIn(unit, assignment, script, repaired),
        ),
      },
      script,
    ),
  ];
};

/** The variables that a script sets, as far as can be seen: `x=…`, `for x in`, `read x y`. */
const setBy = (script: string): Set<string> => {
  const assigned = [...script.matchAll(/(?:^|[\s;&|(])(?:for\s+)?([A-Za-z_]\w*)(?==|\s+in\s)/g)];
  const read = [...script.matchAll(/\bread\s([^;|&\n]*)/g)].flatMap(([, words = '']) =>
    words.split(/\s+/),
  );
  return new Set([...assigned.map(([, name = '']) => name), ...read]);
};

/** `${x}` of a variable that the script sets itself: systemd expands it before the shell runs. */
export const shellsOwn = (
  unit: LintUnit,
  assignment: Assignment,
  script: CommandPart,
  { names }: Setting,
): Finding[] => {
  const set = setBy(script.text);
  const own = [...script.text.matchAll(/(?<!\$)\$\{([A-Za-z_]\w*)\}/g)]
    .map((found) => found[1] ?? '')
    .find((name) => set.has(name) && !names.has(name));
  if (own === undefined) return [];
  const raw = rawOf(assignment, script);
  const repaired = raw.replace(/(?<!\$)\$\{([A-Za-z_]\w*)\}/g, (text, name: string) =>
    name === own ? `$${text}` : text,
  );
  const range: Range = { start: script.start, end: script.end };
  return [
    onValue(
      unit,
      assignment,
      {
        code: 'shell-variable',
        severity: 'warning',
        ...lintVariableTexts['shell-variable'](own),
        manual,
        fix: fixWith(
          lintFixesTexts.use(`$\${${own}}`),
          replaceIn(unit, assignment, range, repaired),
        ),
      },
      range,
    ),
  ];
};
