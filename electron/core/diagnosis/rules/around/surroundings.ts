/** What a program needs around it before it runs: its folders, environment files, credentials. systemd.exec(5). */
import { makeFolders, shellLine } from '../../../commands.ts';
import { diagnosisEvidenceTexts } from '../../../texts/diagnosis/evidence.ts';
import { diagnosisRemediesTexts } from '../../../texts/diagnosis/remedies.ts';
import { diagnosisSurroundingsTexts } from '../../../texts/diagnosis/surroundings.ts';
import {
  expandedValue,
  reportOf,
  serviceSetting,
  serviceSettings,
  type Case,
  type CauseRule,
  type FoundCause,
} from '../../case/case.ts';
import {
  fromClosed,
  fromDisk,
  fromFolder,
  fromLines,
  fromMissing,
  fromMode,
  fromSettings,
} from '../../case/evidence-from.ts';
import { changeSetting, openWay, startNow, thenStart } from '../../case/offered-remedies.ts';
import { isBrokenLink, meantPath } from '../../case/place-on-disk.ts';
import { spawnEvidence } from '../../case/ran-command.ts';
import { ENOENT, errnoOf, stepOf } from '../../case/step-failed.ts';
import type { PlacedSetting } from '../../case/unit-settings.ts';
import type { OfferedRemedy } from '../../remedy.ts';
import { addMode } from '../run/permissions.ts';
import { notMounted } from '../run/program.ts';
import type { Look } from '../../symptoms.ts';
import { folderOf } from '../../../text/path.ts';

/** Only where the person may write. */
export const makeFolder = (of: Case, path: string, look: Look<'missing'>): OfferedRemedy[] => {
  // A link that leads nowhere is in its place.
  if (isBrokenLink(path, look)) return [];
  const above = of.ask.path(look.nearest);
  if (above?.kind !== 'folder' || !above.isWritable || above.mount.isReadOnly) return [];
  return [
    thenStart(
      of,
      'safe',
      'make-folder',
      diagnosisRemediesTexts.makeFolder(path),
      [{ do: 'make-folder', path }],
      shellLine(makeFolders(path)),
    ),
  ];
};

/** Only in a folder where the person may write. */
const makeFile = (of: Case, path: string, look: Look<'missing'>): OfferedRemedy[] => {
  const folder = folderOf(path);
  const above = of.ask.path(folder);
  const isWritable = above?.kind === 'folder' && above.isWritable && !above.mount.isReadOnly;
  return look.nearest !== folder || !isWritable || isBrokenLink(path, look)
    ? []
    : [
        thenStart(of, 'safe', 'make-file', diagnosisRemediesTexts.makeFile(path), [
          { do: 'make-file', path },
        ]),
      ];
};

/** Names the path that was probably meant in its setting. */
export const useMeant = (
  of: Case,
  setting: PlacedSetting | null,
  path: string,
  look: Look<'missing'>,
): OfferedRemedy[] => {
  const meant = meantPath(path, look);
  if (meant === null || !setting?.value.includes(path)) return [];
  const kind = of.ask.path(meant)?.kind;
  if (kind !== 'file' && kind !== 'folder') return [];
  const value = setting.value.replace(path, () => meant.replaceAll('%', '%%'));
  return [
    thenStart(of, 'ask', 'use-meant', diagnosisRemediesTexts.useMeant(meant), [
      changeSetting(of, setting, value),
    ]),
  ];
};

const workingFolder: CauseRule = (of) => {
  const path = of.details?.workingFolder ?? '';
  if (stepOf(of) !== 'CHDIR' || path === '') return [];
  const setting = serviceSetting(of, 'WorkingDirectory');
  const look = of.ask.path(path);
  const evidence = spawnEvidence(of, setting);
  if (look?.kind === 'missing') {
    const all = [...evidence, fromMissing(path, look)];
    const unmounted = notMounted(of, path, all);
    if (unmounted.length > 0) return unmounted;
    return [
      {
        cause: 'working-folder-missing',
        sentence: diagnosisSurroundingsTexts.workingFolderMissing(path),
        short: diagnosisSurroundingsTexts.short.workingFolderMissing,
        evidence: all,
        remedies: [...makeFolder(of, path, look), ...useMeant(of, setting, path, look)],
      },
    ];
  }
  if (look?.kind === 'file' || look?.kind === 'special') {
    return [
      {
        cause: 'working-folder-is-file',
        sentence: diagnosisSurroundingsTexts.workingFolderIsFile(path),
        short: diagnosisSurroundingsTexts.short.workingFolderIsFile,
        evidence: [...evidence, fromDisk(diagnosisEvidenceTexts.noFolder(path), path)],
        remedies: [],
      },
    ];
  }
  if (look?.kind === 'closed' || (look?.kind === 'folder' && !look.isEnterable)) {
    const folder = look.kind === 'closed' ? look.folder : path;
    return [
      {
        cause: 'working-folder-closed',
        sentence: diagnosisSurroundingsTexts.workingFolderClosed({ path, folder }),
        short: diagnosisSurroundingsTexts.short.workingFolderClosed,
        evidence: [...evidence, fromClosed(folder)],
        remedies:
          look.kind === 'folder' ? [addMode(of, path, look, 'enter')] : [openWay(path, folder)],
      },
    ];
  }
  if (look?.kind !== 'folder' || errnoOf(of) !== ENOENT) return [];
  return [
    {
      cause: 'not-there-yet',
      sentence: diagnosisSurroundingsTexts.workingFolderNotYet(path),
      short: diagnosisSurroundingsTexts.short.notThereYet,
      evidence: [...evidence, fromDisk(diagnosisEvidenceTexts.thereNow(path), path)],
      remedies: [startNow(of)],
    },
  ];
};

/** Its setting, if it names this file only. */
const settingOfFile = (of: Case, path: string): PlacedSetting | null =>
  serviceSettings(of, 'EnvironmentFile').find(({ value }) => expandedValue(of, value) === path) ??
  null;

const environmentFile = (of: Case, path: string): FoundCause[] => {
  const look = of.ask.path(path);
  const setting = settingOfFile(of, path);
  const evidence = [
    ...fromLines(reportOf(of, /^Failed to load environment file/)),
    ...fromSettings(setting),
  ];
  const optional =
    setting === null
      ? []
      : [
          thenStart(of, 'safe', 'make-optional', diagnosisRemediesTexts.makeOptional, [
            changeSetting(of, setting, `-${setting.value}`),
          ]),
        ];
  if (look?.kind === 'missing') {
    const all = [...evidence, fromMissing(path, look)];
    const unmounted = notMounted(of, path, all);
    if (unmounted.length > 0) return unmounted;
    return [
      {
        cause: 'environment-file-missing',
        sentence: diagnosisSurroundingsTexts.environmentFileMissing(path),
        short: diagnosisSurroundingsTexts.short.environmentFileMissing,
        evidence: all,
        remedies: [...optional, ...makeFile(of, path, look), ...useMeant(of, setting, path, look)],
      },
    ];
  }
  const isClosed = look?.kind === 'closed';
  const isFolder = look?.kind === 'folder';
  if (!isClosed && !isFolder && !(look?.kind === 'file' && !look.isReadable)) return [];
  return [
    {
      cause: 'environment-file-unreadable',
      sentence: isFolder
        ? diagnosisSurroundingsTexts.environmentFileIsFolder(path)
        : diagnosisSurroundingsTexts.environmentFileUnreadable(path),
      short: diagnosisSurroundingsTexts.short.environmentFileUnreadable,
      evidence: [
        ...evidence,
        isClosed ? fromClosed(look.folder) : isFolder ? fromFolder(path) : fromMode(path, look),
      ],
      remedies: [...(look.kind === 'file' ? [addMode(of, path, look, 'read')] : []), ...optional],
    },
  ];
};

/** systemd reads the files itself before it starts any process: Result is `resources`. */
const environmentFiles: CauseRule = (of) => {
  if (of.failed?.result !== 'resources') return [];
  const hasReport = reportOf(of, /^Failed to load environment file/) !== null;
  if (!hasReport && of.reports.length > 0) return [];
  return (of.service?.environmentFiles ?? [])
    .filter(({ path, optional }) => !optional && !/[*?[\]]/.test(path))
    .flatMap(({ path }) => environmentFile(of, path))
    .slice(0, 1);
};

export const surroundingsRules: CauseRule = (of) => [...workingFolder(of), ...environmentFiles(of)];
