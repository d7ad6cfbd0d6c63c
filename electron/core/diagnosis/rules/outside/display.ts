/** Variables that a terminal or the desktop has and the user manager lacks. */
import { assignmentWord } from '../../../syntax/exec-writer.ts';
import { diagnosisEnvironmentTexts } from '../../../texts/diagnosis/environment.ts';
import { diagnosisEvidenceTexts } from '../../../texts/diagnosis/evidence.ts';
import { diagnosisRemediesTexts } from '../../../texts/diagnosis/remedies.ts';
import type { Case, CauseRule } from '../../case/case.ts';
import {
  fromEnvironment,
  fromLine,
  fromLines,
  fromSettings,
  fromUnitState,
  oneLine,
} from '../../case/evidence-from.ts';
import { hasFailedItself, isDecisive, lastMomentsOf } from '../../case/last-words.ts';
import { addSetting, tell, thenStart } from '../../case/offered-remedies.ts';
import { lacksVariable } from '../../case/service-environment.ts';
import { settingsIn } from '../../case/unit-settings.ts';
import type { OfferedRemedy, RemedyAction } from '../../remedy.ts';
import { decisiveLines } from './resources.ts';
import type { SymptomLine } from '../../symptoms.ts';

/** Never shown, and not written into a unit file by a click. */
const secret = /pass(?:word|wd|phrase)?|secret|token|api_?key|private|credential|auth(?!or)/i;

/** The value of the login shell, if it fits on a line of a unit file. */
const shellValue = (of: Case, name: string): string | null => {
  const value = of.ask.variable(name) ?? null;
  return value === null || /[\0\n]/.test(value) ? null : value;
};

const setHere = (of: Case, name: string, value: string): RemedyAction =>
  addSetting(of, 'Service', 'Environment', assignmentWord(`${name}=${value}`));

/** Gives this unit the value that the login shell has. */
const importHere = (of: Case, name: string): OfferedRemedy[] => {
  const value = shellValue(of, name);
  if (value === null) return [];
  return [
    thenStart(
      of,
      secret.test(name) ? 'ask' : 'safe',
      `import-${name}`,
      secret.test(name)
        ? diagnosisRemediesTexts.importSecret(name)
        : diagnosisRemediesTexts.importVariable({ name, value: oneLine(value) }),
      [setHere(of, name, value)],
    ),
  ];
};

const display =
  /(?:can(?:'t|not)|could(?: not|n't)|unable to|failed to|not) (?:open|connect to|find)(?: (?:a|the|any|X|X11|wayland))* (?:display|X server|wayland)|no display (?:name|environment|specified)|\$?\b(?:WAYLAND_)?DISPLAY\b[^a-z]{0,12}(?:is |environment variable (?:is )?|variable (?:is )?)?(?:not set|unset|missing|empty|not defined)|no \$?(?:WAYLAND_)?DISPLAY\b|could not load the qt platform plugin|cannot connect to x server|missing x server or \$display|failed to (?:create|connect) (?:to )?(?:the )?wayland/i;

const displayTopic =
  /\b(?:qt|xcb|gtk|gdk|glfw|sdl|egl|x11)\b|platform plugin|display:|(?:open|connect to) (?:the )?display/i;

/** Which of the two it needs; both where it doesn’t say. */
const wantedDisplays = (text: string): string[] => {
  if (/wayland/i.test(text)) return ['WAYLAND_DISPLAY'];
  return /\bDISPLAY\b|x server|\bx11\b|\bxcb\b|open display/i.test(text)
    ? ['DISPLAY']
    : ['DISPLAY', 'WAYLAND_DISPLAY'];
};

/** All that the login shell has of them, together. */
const importDisplays = (of: Case, names: readonly string[]): OfferedRemedy[] => {
  const [name, ...more] = names;
  if (name === undefined) return [];
  if (more.length === 0) return importHere(of, name);
  const actions = names.flatMap((one) => {
    const value = shellValue(of, one);
    return value === null ? [] : [setHere(of, one, value)];
  });
  return actions.length === 0
    ? []
    : [thenStart(of, 'safe', 'import-display', diagnosisRemediesTexts.importDisplay, actions)];
};

const graphical = 'graphical-session.target';

const displayMissing: CauseRule = (of) => {
  const line = lastMomentsOf(of)
    .slice(-12)
    .find(({ message }) => display.test(message));
  if (line === undefined || !isDecisive(of, line, displayTopic)) return [];
  const names = wantedDisplays(line.message);
  if (!names.every((name) => lacksVariable(of, name))) return [];
  const session = of.ask.unit(graphical);
  const environment = names.map((name) =>
    fromEnvironment(diagnosisEvidenceTexts.lacksVariable(name)),
  );
  const remedies = importDisplays(of, names);
  const hasSession = session === undefined || session.activeState === 'active';
  return [
    {
      cause: 'display-missing',
      sentence: diagnosisEnvironmentTexts.displayMissing(names),
      short: diagnosisEnvironmentTexts.short.displayMissing,
      evidence: [fromLine(line), ...environment],
      remedies:
        remedies.length > 0 ? remedies : [tell('with-session', diagnosisRemediesTexts.withSession)],
    },
    ...(hasSession
      ? []
      : [
          {
            cause: 'no-graphical-session' as const,
            sentence: diagnosisEnvironmentTexts.noSession,
            short: diagnosisEnvironmentTexts.short.noSession,
            evidence: [
              fromLine(line),
              fromUnitState(graphical, session.activeState),
              ...fromSettings(...settingsIn(of.settings, 'Install', 'WantedBy')),
            ],
            remedies: [tell('with-session', diagnosisRemediesTexts.withSession)],
          },
        ]),
  ];
};

const variablePatterns = [
  /environment variable:? [`'"‘“$]*([A-Za-z_]\w*)[`'"’”]*(?: is)?(?: required but)?(?: not (?:set|defined|found)| missing| required| unset| must be set)/i,
  /missing (?:required )?environment variables?:? [`'"‘“$]*([A-Za-z_]\w*)/i,
  /\b([A-Z_][A-Z0-9_]+)[`'"’”]*(?: environment variable)? (?:is |must be |was )?(?:not set|unset|undefined|required|set in the environment)/,
  /set (?:the )?[`'"‘“$]*([A-Z_][A-Z0-9_]+)[`'"’”]* environment variable/,
  /^\S+: (?:line )?\d+: ([A-Za-z_]\w*): (?:unbound variable|parameter (?:null or )?not set(?: or null)?)$/,
  /^KeyError: '([A-Z_][A-Z0-9_]*)'$/,
];

/** A variable that it misses by name. */
const missed = (of: Case): { line: SymptomLine; name: string } | null => {
  for (const line of decisiveLines(of)) {
    for (const pattern of variablePatterns) {
      const name = pattern.exec(line.message.trim())?.[1];
      if (name !== undefined) return { line, name };
    }
  }
  return null;
};

const variableMissing: CauseRule = (of) => {
  const said = missed(of);
  if (said === null || !lacksVariable(of, said.name)) return [];
  const { line, name } = said;
  if (/^(?:WAYLAND_)?DISPLAY$/.test(name)) return [];
  const inShell = typeof of.ask.variable(name) === 'string';
  // A script may mean a variable of its own, which nobody else has.
  if (!inShell && !/environment variable/i.test(line.message)) return [];
  return [
    {
      cause: 'variable-missing',
      sentence: inShell
        ? diagnosisEnvironmentTexts.variableInShell(name)
        : diagnosisEnvironmentTexts.variableMissing(name),
      short: diagnosisEnvironmentTexts.short.variableMissing(name),
      evidence: [
        ...fromLines(line),
        fromEnvironment(diagnosisEvidenceTexts.lacksVariable(name)),
        ...(inShell ? [fromEnvironment(diagnosisEvidenceTexts.shellHas(name))] : []),
      ],
      remedies: importHere(of, name),
    },
  ];
};

export const displayRules: CauseRule = (of) => {
  if (!hasFailedItself(of) || of.failed === null) return [];
  return [...displayMissing(of), ...(of.failed.result === 'exit-code' ? variableMissing(of) : [])];
};
