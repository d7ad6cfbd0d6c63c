/** StandardInput=, StandardOutput= and StandardError= that systemd couldn’t open. systemd.exec(5). */
import { diagnosisEvidenceTexts } from '../../../texts/diagnosis/evidence.ts';
import { diagnosisRemediesTexts } from '../../../texts/diagnosis/remedies.ts';
import { diagnosisSurroundingsTexts } from '../../../texts/diagnosis/surroundings.ts';
import {
  expandedValue,
  serviceSetting,
  type Case,
  type CauseRule,
  type FoundCause,
} from '../../case/case.ts';
import {
  fromClosed,
  fromDisk,
  fromFolder,
  fromMissing,
  fromMode,
} from '../../case/evidence-from.ts';
import { makeSpace, removeSetting, thenStart } from '../../case/offered-remedies.ts';
import { spawnEvidence } from '../../case/ran-command.ts';
import { stepOf } from '../../case/step-failed.ts';
import type { PlacedSetting } from '../../case/unit-settings.ts';
import type { Evidence } from '../../cause.ts';
import type { OfferedRemedy } from '../../remedy.ts';
import { makeFolder } from './surroundings.ts';
import { addMode } from '../run/permissions.ts';
import { notMounted } from '../run/program.ts';
import { folderOf } from '../../../text/path.ts';

const keys: Partial<Record<string, string>> = {
  STDIN: 'StandardInput',
  STDOUT: 'StandardOutput',
  STDERR: 'StandardError',
};

const ofJournal = (of: Case, setting: PlacedSetting): OfferedRemedy[] => {
  const action = removeSetting(setting);
  return action === null || setting.key === 'StandardInput'
    ? []
    : [thenStart(of, 'safe', 'use-journal', diagnosisRemediesTexts.useJournal, [action])];
};

const ofFile = (of: Case, setting: PlacedSetting, path: string): FoundCause[] => {
  const look = of.ask.path(path);
  const evidence = spawnEvidence(of, setting);
  const folder = folderOf(path);
  if (setting.key === 'StandardInput' && look?.kind === 'missing') {
    return [
      {
        cause: 'input-missing',
        sentence: diagnosisSurroundingsTexts.inputMissing(path),
        short: diagnosisSurroundingsTexts.short.inputMissing,
        evidence: [...evidence, fromMissing(path, look)],
        remedies: [],
      },
    ];
  }
  if (look?.kind === 'missing' && look.nearest !== folder) {
    const all = [...evidence, fromMissing(folder, look)];
    const unmounted = notMounted(of, path, all);
    if (unmounted.length > 0) return unmounted;
    return [
      {
        cause: 'output-folder-missing',
        sentence: diagnosisSurroundingsTexts.outputFolderMissing({ path, folder }),
        short: diagnosisSurroundingsTexts.short.outputFolderMissing,
        evidence: all,
        remedies: [...makeFolder(of, folder, look), ...ofJournal(of, setting)],
      },
    ];
  }
  const refused = (why: Evidence, remedies: OfferedRemedy[]): FoundCause[] => [
    {
      cause: 'output-not-writable',
      sentence: diagnosisSurroundingsTexts.outputNotWritable(path),
      short: diagnosisSurroundingsTexts.short.outputNotWritable,
      evidence: [...evidence, why],
      remedies: [...remedies, ...ofJournal(of, setting)],
    },
  ];
  const lacksSpace = (free: number | null): boolean => free !== null && free < 4096;
  switch (look?.kind) {
    case 'closed':
      return refused(fromClosed(look.folder), []);
    case 'folder':
      return refused(fromFolder(path), []);
    case 'file':
      if (look.isWritable) return [];
      return refused(fromMode(path, look), [addMode(of, path, look, 'write')]);
    case 'missing': {
      const above = of.ask.path(folder);
      if (above?.kind !== 'folder') return [];
      if (!above.isWritable) {
        return refused(fromMode(folder, above), [addMode(of, folder, above, 'enter')]);
      }
      if (!lacksSpace(above.mount.freeBytes)) return [];
      return [
        {
          cause: 'disk-full',
          sentence: diagnosisSurroundingsTexts.outputDiskFull(path),
          short: diagnosisSurroundingsTexts.short.diskFull,
          evidence: [
            ...evidence,
            fromDisk(diagnosisEvidenceTexts.noSpace(above.mount.point), above.mount.point),
          ],
          remedies: [makeSpace(path)],
        },
      ];
    }
    case 'special':
    case 'unknown':
    case undefined:
      return [];
  }
};

export const streamFailureRules: CauseRule = (of) => {
  const key = keys[stepOf(of) ?? ''];
  if (key === undefined) return [];
  // Errors go where the output goes unless they have a setting of their own.
  const setting = serviceSetting(of, key);
  const path = /^(?:file|append|truncate):(.*)$/.exec(setting?.value ?? '')?.[1];
  if (setting === null || path === undefined) return [];
  return ofFile(of, setting, expandedValue(of, path));
};
