/** Lines that keep systemd from loading a unit. systemd.syntax(7), systemd.service(5). */
import { readCommands } from '../../../syntax/exec-parser.ts';
import { decodeUtf8 } from '../../../text/utf8.ts';
import { visibleText } from '../../../text/visible.ts';
import { diagnosisRefusedTexts } from '../../../texts/diagnosis/refused.ts';
import { diagnosisRemediesTexts } from '../../../texts/diagnosis/remedies.ts';
import { syntaxTexts } from '../../../texts/syntax.ts';
import type { Case, CauseRule } from '../../case/case.ts';
import {
  fromLines,
  fromSetting,
  fromSettings,
  fromSystemd,
  oneLine,
} from '../../case/evidence-from.ts';
import { tell } from '../../case/offered-remedies.ts';
import { settingsIn, type PlacedSetting } from '../../case/unit-settings.ts';
import type { Evidence } from '../../cause.ts';

/** How systemd loaded the unit. @param why its error, unless something else says more. */
export const fromLoadState = (
  { symptoms, unit }: Case,
  why = symptoms.details.loadError ?? '',
): Evidence => {
  const { loadState: state } = symptoms.details;
  return fromSystemd(diagnosisRefusedTexts.loadState({ state, why }), unit);
};

/** `/path/x.service:5: Neither a valid executable name …` */
const atLine = /^(\/.+?):(\d+): (.*)$/;

interface Refusal {
  evidence: Evidence[];
  path: string;
  line: number;
  why: string;
}

const settingAt = (of: Case, path: string, line: number): PlacedSetting | undefined =>
  of.settings.find((one) => one.path === path && one.line === line);

/** What is only ignored doesn’t keep a unit from loading. */
const reportedLines = (of: Case): Refusal[] => {
  const paths = new Set(of.symptoms.files.map(({ path }) => path));
  const refusals = of.allReports.flatMap((report): Refusal[] => {
    const [, path = '', line = '', why = ''] = atLine.exec(report.message) ?? [];
    if (!paths.has(path) || /\bignor(?:ing|ed)\b/i.test(why)) return [];
    const setting = settingAt(of, path, Number(line));
    return [
      {
        evidence: [...fromLines(report), ...fromSettings(setting)],
        path,
        line: Number(line),
        why,
      },
    ];
  });
  // The same line is reported again with every reload.
  return refusals.filter(
    (one, index) =>
      refusals.findLastIndex(({ path, line }) => path === one.path && line === one.line) === index,
  );
};

const rawLine = (bytes: Uint8Array, line: number): string =>
  oneLine(decodeUtf8(bytes).split('\n')[line - 1] ?? '') || String(line);

/** What Hearth’s own reading knows to be fatal. */
const ownReading = (of: Case): Refusal[] => [
  ...of.symptoms.files.flatMap(({ path, file }) => {
    const last = file.findings.at(-1);
    return file.readTo >= file.bytes.length || last === undefined
      ? []
      : [
          {
            evidence: [
              {
                text: rawLine(file.bytes, last.line),
                from: 'setting' as const,
                at: { kind: 'setting' as const, path, line: last.line },
              },
            ],
            path,
            line: last.line,
            why: syntaxTexts.lines[last.fault].what,
          },
        ];
  }),
  ...of.settings
    .filter(
      ({ section, key, value }) => section === 'Service' && key.startsWith('Exec') && value !== '',
    )
    .flatMap((setting) => {
      const { refused, findings } = readCommands(setting.value, of.specifiers);
      const { path, line } = setting;
      return refused
        ? [{ evidence: [fromSetting(setting)], path, line, why: findings.at(-1)?.what ?? '' }]
        : [];
    }),
];

/** The line that both readings know, else the one that is there now, else what systemd reported last. */
const badLine = (of: Case, own: readonly Refusal[]): Refusal | null => {
  const reported = reportedLines(of);
  const agreed = reported.find(({ path, line }) =>
    own.some((one) => one.path === path && one.line === line),
  );
  if (agreed !== undefined) return agreed;
  return own[0] ?? reported.at(-1) ?? null;
};

/** systemd names the settings that don’t fit together, but not their lines. */
const namedSettings = ({ settings }: Case, message: string): PlacedSetting[] => {
  const keys = new Set([...message.matchAll(/\b([A-Z]\w+)=/g)].map(([, key = '']) => key));
  return settings.filter(({ key }) => keys.has(key));
};

export const badSettingRules: CauseRule = (of) => {
  if (of.symptoms.details.loadState !== 'bad-setting') return [];
  const whole = of.allReports.findLast(({ message }) => /Refusing\.?$/.test(message));
  const hasCommand = ['ExecStart', 'ExecStop'].some(
    (key) => settingsIn(of.settings, 'Service', key).length > 0,
  );
  const hasAction = settingsIn(of.settings, 'Unit', 'SuccessAction').length > 0;
  const own = ownReading(of);
  if (of.details !== null && !hasCommand && !hasAction && own.length === 0) {
    return [
      {
        cause: 'no-command',
        sentence: diagnosisRefusedTexts.noCommand,
        short: diagnosisRefusedTexts.short.noCommand,
        evidence: [...fromLines(whole), fromLoadState(of)],
        remedies: [],
      },
    ];
  }
  const bad = badLine(of, own);
  if (bad !== null) {
    return [
      {
        cause: 'bad-setting',
        sentence:
          bad.why === ''
            ? diagnosisRefusedTexts.badLine(String(bad.line))
            : diagnosisRefusedTexts.badLineWhy({
                line: String(bad.line),
                why: visibleText(bad.why.replace(/\.$/, '')),
              }),
        short: diagnosisRefusedTexts.short.badLine(String(bad.line)),
        evidence: bad.evidence,
        remedies: [tell('open-line', diagnosisRemediesTexts.openLine(String(bad.line)))],
      },
    ];
  }
  if (whole === undefined) return [];
  return [
    {
      cause: 'bad-setting',
      sentence: diagnosisRefusedTexts.badUnit(
        visibleText(whole.message.replace(/ Refusing\.?$/, '')),
      ),
      short: diagnosisRefusedTexts.short.badUnit,
      evidence: [
        ...fromLines(whole),
        ...fromSettings(...namedSettings(of, whole.message)),
        fromLoadState(of),
      ],
      remedies: [],
    },
  ];
};
