/** What the program says it was refused: files, space, file descriptors. It says so in its last line. errno(3). */
import { diagnosisEvidenceTexts } from '../../../texts/diagnosis/evidence.ts';
import { diagnosisRemediesTexts } from '../../../texts/diagnosis/remedies.ts';
import { diagnosisResourcesTexts } from '../../../texts/diagnosis/resources.ts';
import { serviceSetting, type Case, type CauseRule, type FoundCause } from '../../case/case.ts';
import {
  fromClosed,
  fromDisk,
  fromKeys,
  fromLine,
  fromMissing,
  fromMode,
  fromSettings,
} from '../../case/evidence-from.ts';
import { hasFailedItself, lastWordOf } from '../../case/last-words.ts';
import { addSetting, makeSpace, thenStart, tryAgain } from '../../case/offered-remedies.ts';
import type { Evidence } from '../../cause.ts';
import type { OfferedRemedy } from '../../remedy.ts';
import { makeFolder } from '../around/surroundings.ts';
import { languageErrorOf } from '../end/languages.ts';
import { addMode, lookAtMode } from '../run/permissions.ts';
import { notMounted } from '../run/program.ts';
import type { SymptomLine } from '../../symptoms.ts';
import { folderOf } from '../../../text/path.ts';

/** The lines that may say why: a language’s error, and the last word. */
export const decisiveLines = (of: Case): SymptomLine[] => {
  const error = languageErrorOf(of)?.line ?? null;
  const word = lastWordOf(of);
  return [error, word === error ? null : word].filter((line) => line !== null);
};

export const decisiveLine = (of: Case, pattern: RegExp): SymptomLine | null =>
  decisiveLines(of).find(({ message }) => pattern.test(message)) ?? null;

/** An absolute path in a line: in quotes, else up to a blank or a colon. */
const pathInLine = (text: string): string | null => {
  const quoted = /(?:^|[^\w])['"‘“`](\/[^'"’”`\n]+)['"’”`]/.exec(text)?.[1];
  if (quoted !== undefined) return quoted;
  const words = [...text.matchAll(/(?:^|[\s(=:])(\/[^\s:,;)'"]+)/g)].map(([, path = '']) => path);
  // A program often begins with its own name: `/usr/bin/mkdir: cannot create …`.
  const [first, ...rest] = words;
  return (text.startsWith(first ?? ' ') && rest.length > 0 ? rest[0] : first) ?? null;
};

interface Refusal {
  evidence: Evidence[];
  remedies: OfferedRemedy[];
}

/** What the disk says about a path that was refused; null if nothing is wrong with it by now. */
const refusalOf = (of: Case, path: string): Refusal | null => {
  const look = of.ask.path(path);
  switch (look?.kind) {
    case 'closed':
      return {
        evidence: [fromClosed(look.folder)],
        remedies: [],
      };
    case 'file':
    case 'folder': {
      const isFine =
        look.kind === 'file'
          ? look.isReadable && look.isWritable
          : look.isEnterable && look.isWritable;
      if (isFine) return null;
      const permission = look.kind === 'folder' ? 'enter' : look.isReadable ? 'write' : 'read';
      return {
        evidence: [fromMode(path, look)],
        remedies: [addMode(of, path, look, permission)],
      };
    }
    case 'missing': {
      const folder = folderOf(path);
      const above = of.ask.path(folder);
      if (above?.kind !== 'folder' || above.isWritable) return null;
      return {
        evidence: [fromMode(folder, above)],
        remedies: [addMode(of, folder, above, 'enter')],
      };
    }
    case 'special':
    case 'unknown':
    case undefined:
      return null;
  }
};

/** A server elsewhere said it: `git@example.com: Permission denied (publickey).` */
const isOfServer = (text: string): boolean =>
  /denied \(|@[\w.-]+: |\bHTTP\b|\b403\b|authentication/i.test(text);

const permission: CauseRule = (of) => {
  const line = decisiveLine(of, /permission denied|\bEACCES\b|operation not permitted|\bEPERM\b/i);
  if (line === null || isOfServer(line.message)) return [];
  const path = pathInLine(line.message);
  const refusal = path === null ? null : refusalOf(of, path);
  const known = path === null || refusal === null ? null : path;
  return [
    {
      cause: 'permission-denied',
      sentence:
        known === null
          ? diagnosisResourcesTexts.permission
          : diagnosisResourcesTexts.permissionFor(known),
      short: diagnosisResourcesTexts.short.permission,
      evidence: [fromLine(line), ...(refusal?.evidence ?? [])],
      remedies: refusal?.remedies ?? (path === null ? [] : [lookAtMode(path)]),
    },
  ];
};

const diskFull: CauseRule = (of) => {
  const line = decisiveLine(
    of,
    /no space left on device|\bENOSPC\b|disk quota exceeded|\bEDQUOT\b/i,
  );
  // Of inotify(7), it is about watches.
  if (line === null || /inotify|watch/i.test(line.message)) return [];
  const path = pathInLine(line.message);
  const look = path === null ? undefined : of.ask.path(path);
  const above =
    look?.kind === 'missing'
      ? of.ask.path(look.nearest)
      : look?.kind === 'file' || look?.kind === 'folder'
        ? look
        : undefined;
  const mount = above !== undefined && 'mount' in above ? above.mount : null;
  const isFull = mount?.freeBytes !== null && (mount?.freeBytes ?? Infinity) < 1024 * 1024;
  const lacksFiles = mount?.freeFiles !== null && (mount?.freeFiles ?? Infinity) < 16;
  return [
    {
      cause: 'disk-full',
      sentence: /quota|EDQUOT/i.test(line.message)
        ? diagnosisResourcesTexts.quota
        : mount === null
          ? diagnosisResourcesTexts.diskFull
          : diagnosisResourcesTexts.diskFullAt(mount.point),
      short: diagnosisResourcesTexts.short.diskFull,
      evidence: [
        fromLine(line),
        ...(mount !== null && isFull
          ? [fromDisk(diagnosisEvidenceTexts.noSpace(mount.point), mount.point)]
          : []),
        ...(mount !== null && lacksFiles
          ? [fromDisk(diagnosisEvidenceTexts.noFiles(mount.point), mount.point)]
          : []),
      ],
      remedies: [makeSpace(path), tryAgain(of)],
    },
  ];
};

const readOnly: CauseRule = (of) => {
  const line = decisiveLine(of, /read-only file system|\bEROFS\b/i);
  if (line === null) return [];
  const path = pathInLine(line.message);
  const sandbox = [
    'ProtectSystem',
    'ProtectHome',
    'ReadOnlyPaths',
    'BindReadOnlyPaths',
    'TemporaryFileSystem',
  ]
    .map((key) => serviceSetting(of, key))
    .filter((setting) => setting !== null);
  const look = path === null ? undefined : of.ask.path(path);
  const mount = look !== undefined && 'mount' in look ? look.mount : null;
  return [
    {
      cause: 'read-only',
      sentence:
        path === null
          ? diagnosisResourcesTexts.readOnly
          : diagnosisResourcesTexts.readOnlyFor(path),
      short: diagnosisResourcesTexts.short.readOnly,
      evidence: [
        fromLine(line),
        ...fromSettings(...sandbox),
        ...(mount?.isReadOnly === true
          ? [fromDisk(diagnosisEvidenceTexts.readOnly(mount.point), mount.point)]
          : []),
      ],
      remedies:
        sandbox.length > 0 && path !== null && mount?.isReadOnly !== true && !/["'\\\s]/.test(path)
          ? [
              thenStart(of, 'ask', 'allow-writing', diagnosisRemediesTexts.allowWriting(path), [
                addSetting(of, 'Service', 'ReadWritePaths', path.replaceAll('%', '%%')),
              ]),
            ]
          : [],
    },
  ];
};

const tooManyFiles: CauseRule = (of) => {
  const line = decisiveLine(of, /too many open files|\bEMFILE\b|\bENFILE\b/i);
  if (line === null) return [];
  return [
    {
      cause: 'too-many-files',
      sentence: diagnosisResourcesTexts.tooManyFiles,
      short: diagnosisResourcesTexts.short.tooManyFiles,
      evidence: [fromLine(line), ...fromKeys(of, 'LimitNOFILE')],
      remedies: [
        thenStart(of, 'ask', 'more-files', diagnosisRemediesTexts.moreFiles, [
          addSetting(of, 'Service', 'LimitNOFILE', '65536'),
        ]),
      ],
    },
  ];
};

/** It is still missing, so it certainly was then. */
const fileMissing = (of: Case): FoundCause[] => {
  const line = decisiveLine(
    of,
    /no such file|\bENOENT\b|unable to access jarfile|cannot find module ['"]\//i,
  );
  const path = line === null ? null : pathInLine(line.message);
  if (line === null || path === null) return [];
  const look = of.ask.path(path);
  if (look?.kind !== 'missing') return [];
  const evidence = [fromLine(line), fromMissing(path, look)];
  const unmounted = notMounted(of, path, evidence);
  if (unmounted.length > 0) return unmounted;
  const folder = folderOf(path);
  const isWriting = /creat|writ|mkdir|touch|open.*'w/i.test(line.message);
  return [
    {
      cause: 'file-missing',
      sentence: diagnosisResourcesTexts.fileMissing(path),
      short: diagnosisResourcesTexts.short.fileMissing,
      evidence,
      remedies: isWriting && look.nearest !== folder ? makeFolder(of, folder, look) : [],
    },
  ];
};

export const resourceRules: CauseRule = (of) =>
  hasFailedItself(of) && of.failed?.result === 'exit-code'
    ? [...permission(of), ...diskFull(of), ...readOnly(of), ...tooManyFiles(of), ...fileMissing(of)]
    : [];
