/** Paths that systemd itself needs before it runs the program: folders it makes, credentials, the sandbox. systemd.exec(5). */
import { fixedWords } from '../../case/fixed-words.ts';
import { pathsIn } from '../../../directives/path-settings.ts';
import { diagnosisRemediesTexts } from '../../../texts/diagnosis/remedies.ts';
import { diagnosisSurroundingsTexts } from '../../../texts/diagnosis/surroundings.ts';
import {
  expandedValue,
  serviceSetting,
  serviceSettings,
  type Case,
  type CauseRule,
  type FoundCause,
} from '../../case/case.ts';
import { fromLines, fromMissing, fromSettings } from '../../case/evidence-from.ts';
import { changeSetting, thenStart } from '../../case/offered-remedies.ts';
import { spawnEvidence, spawnReport } from '../../case/ran-command.ts';
import { ENOENT, errnoOf, stepOf } from '../../case/step-failed.ts';
import type { PlacedSetting } from '../../case/unit-settings.ts';
import { makeFolder, useMeant } from './surroundings.ts';

/** Folders that systemd makes, and what it calls the step. */
const ownFolders = {
  RUNTIME_DIRECTORY: 'RuntimeDirectory',
  STATE_DIRECTORY: 'StateDirectory',
  CACHE_DIRECTORY: 'CacheDirectory',
  LOGS_DIRECTORY: 'LogsDirectory',
  CONFIGURATION_DIRECTORY: 'ConfigurationDirectory',
};

const ownFolder: CauseRule = (of) => {
  const step = stepOf(of);
  const key = Object.entries(ownFolders).find(([name]) => name === step)?.[1];
  const setting = key === undefined ? null : serviceSetting(of, key);
  const report = spawnReport(of);
  if (setting === null || report === null) return [];
  return [
    {
      cause: 'own-folder-impossible',
      sentence: diagnosisSurroundingsTexts.ownFolder({ key: setting.key, value: setting.value }),
      short: diagnosisSurroundingsTexts.short.ownFolder,
      evidence: [
        ...fromLines(
          of.reports.find(({ message }) => message.startsWith(fixedWords.noFolder)),
          report,
        ),
        ...fromSettings(setting),
      ],
      remedies: [],
    },
  ];
};

/** `ID:PATH`, with a path of its own. */
const credentials: CauseRule = (of) => {
  if (stepOf(of) !== 'CREDENTIALS') return [];
  const settings = ['LoadCredential', 'LoadCredentialEncrypted'].flatMap((key) =>
    serviceSettings(of, key),
  );
  for (const setting of settings) {
    const path = expandedValue(of, setting.value.slice(setting.value.indexOf(':') + 1));
    const look = path.startsWith('/') ? of.ask.path(path) : undefined;
    if (look?.kind !== 'missing') continue;
    return [
      {
        cause: 'credential-missing',
        sentence: diagnosisSurroundingsTexts.credential(path),
        short: diagnosisSurroundingsTexts.short.credential,
        evidence: [...spawnEvidence(of, setting), fromMissing(path, look)],
        remedies: useMeant(of, setting, path, look),
      },
    ];
  }
  return [];
};

const sandboxKeys = [
  'ReadWritePaths',
  'ReadOnlyPaths',
  'InaccessiblePaths',
  'ExecPaths',
  'NoExecPaths',
  'BindPaths',
  'BindReadOnlyPaths',
];

/** Where a path starts in a list, and the prefixes before it: `-` allows it to be missing. */
const listed = ({
  key,
  value,
  assignment,
}: PlacedSetting): { text: string; prefix: string; at: number }[] => {
  if (!key.startsWith('Bind')) {
    return pathsIn(assignment).map(({ text, start }) => {
      let at = start;
      while (at > 0 && '-+'.includes(value.charAt(at - 1))) at -= 1;
      return { text, prefix: value.slice(at, start), at };
    });
  }
  return [...value.matchAll(/(-?)([^\s:"'\\]+)[^\s"'\\]*/g)].map(
    ({ 1: prefix = '', 2: text = '', index }) => ({
      text,
      prefix,
      at: index,
    }),
  );
};

/** A path that the sandbox needs and isn’t there. */
const sandboxPath = (of: Case, setting: PlacedSetting): FoundCause[] => {
  for (const { text, prefix, at } of listed(setting)) {
    const path = expandedValue(of, text);
    const look = prefix.includes('-') ? undefined : of.ask.path(path);
    if (look?.kind !== 'missing') continue;
    const optional = `${setting.value.slice(0, at)}-${setting.value.slice(at)}`;
    return [
      {
        cause: 'sandbox-path-missing',
        sentence: diagnosisSurroundingsTexts.sandboxPath({ key: setting.key, path }),
        short: diagnosisSurroundingsTexts.short.sandboxPath,
        evidence: [...spawnEvidence(of, setting), fromMissing(path, look)],
        remedies: [
          ...makeFolder(of, path, look),
          thenStart(of, 'safe', 'make-optional', diagnosisRemediesTexts.makePathOptional, [
            changeSetting(of, setting, optional),
          ]),
        ],
      },
    ];
  }
  return [];
};

const sandboxPaths: CauseRule = (of) =>
  stepOf(of) !== 'NAMESPACE' || (errnoOf(of) ?? ENOENT) !== ENOENT
    ? []
    : sandboxKeys
        .flatMap((key) => serviceSettings(of, key))
        .flatMap((setting) => sandboxPath(of, setting))
        .slice(0, 1);

export const namedPathRules: CauseRule = (of) => [
  ...ownFolder(of),
  ...credentials(of),
  ...sandboxPaths(of),
];
