/** 203/EXEC: systemd couldn’t execute the program. Source: execve(2), systemd.exec(5), “Process Exit Codes”. */
import { diagnosisEvidenceTexts } from '../../../texts/diagnosis/evidence.ts';
import { diagnosisProgramTexts } from '../../../texts/diagnosis/program.ts';
import { diagnosisRemediesTexts } from '../../../texts/diagnosis/remedies.ts';
import type { Case, CauseRule, FoundCause } from '../../case/case.ts';
import {
  fromClosed,
  fromDisk,
  fromFolder,
  fromMissing,
  fromMode,
} from '../../case/evidence-from.ts';
import { openWay, runInstead, startNow, tell } from '../../case/offered-remedies.ts';
import { meantPath } from '../../case/place-on-disk.ts';
import { failedCommandOf, spawnEvidence, type RanCommand } from '../../case/ran-command.ts';
import { ENOENT, errnoOf, stepOf } from '../../case/step-failed.ts';
import type { Evidence } from '../../cause.ts';
import type { OfferedRemedy } from '../../remedy.ts';
import { fileCauses } from './interpreter.ts';
import { makeExecutable } from './permissions.ts';
import type { Look } from '../../symptoms.ts';
import { folderOf, baseName } from '../../../text/path.ts';

/** The same program where it really is. */
const whereItIs = (of: Case, command: RanCommand): OfferedRemedy[] => {
  const found = of.ask.program(baseName(command.program));
  if (found === undefined) return [];
  const places = [found.service, found.shell, found.elsewhere];
  return [...new Set(places)]
    .filter((path) => path !== null && path !== command.program)
    .slice(0, 1)
    .flatMap((path) =>
      runInstead(of, command, path ?? '', {
        level: 'safe',
        id: 'use-found',
        ...diagnosisRemediesTexts.useFound(path ?? ''),
      }),
    );
};

/** A name that only resembles it: a guess. */
const whatWasMeant = (of: Case, command: RanCommand, look: Look<'missing'>): OfferedRemedy[] => {
  const meant = meantPath(command.program, look);
  if (meant === null || of.ask.path(meant)?.kind !== 'file') return [];
  return runInstead(of, command, meant, {
    level: 'ask',
    id: 'use-meant',
    ...diagnosisRemediesTexts.useMeant(meant),
  });
};

/** A path that is on a file system that isn’t mounted. */
export const notMounted = (of: Case, path: string, evidence: readonly Evidence[]): FoundCause[] => {
  const point = of.ask.unmounted(path);
  if (point === null || point === undefined) return [];
  return [
    {
      cause: 'not-mounted',
      sentence: diagnosisProgramTexts.notMounted({ path, point }),
      short: diagnosisProgramTexts.short.notMounted,
      evidence: [...evidence, fromDisk(diagnosisEvidenceTexts.unmounted(point), point)],
      remedies: [tell('mount', diagnosisRemediesTexts.mount(point))],
    },
  ];
};

const missing = (of: Case, command: RanCommand, look: Look<'missing'>): FoundCause[] => {
  const path = command.program;
  const evidence = [...spawnEvidence(of, command.setting), fromMissing(path, look)];
  const unmounted = notMounted(of, path, evidence);
  if (unmounted.length > 0) return unmounted;
  return [
    {
      cause: 'program-missing',
      sentence: diagnosisProgramTexts.missing(path),
      short: diagnosisProgramTexts.short.missing,
      evidence,
      remedies: [...whereItIs(of, command), ...whatWasMeant(of, command, look)],
    },
  ];
};

/** Out of reach: a folder on the way lets nobody through. */
const closed = (of: Case, command: RanCommand, { folder }: Look<'closed'>): FoundCause => ({
  cause: 'program-out-of-reach',
  sentence: diagnosisProgramTexts.closed({ path: command.program, folder }),
  short: diagnosisProgramTexts.short.closed,
  evidence: [...spawnEvidence(of, command.setting), fromClosed(folder)],
  remedies: [openWay(command.program, folder)],
});

const folder = (of: Case, command: RanCommand): FoundCause => ({
  cause: 'program-is-folder',
  sentence: diagnosisProgramTexts.folder(command.program),
  short: diagnosisProgramTexts.short.folder,
  evidence: [...spawnEvidence(of, command.setting), fromFolder(command.program)],
  remedies: whereItIs(of, command),
});

const notExecutable = (of: Case, command: RanCommand, look: Look<'file'>): FoundCause => ({
  cause: 'not-executable',
  sentence: diagnosisProgramTexts.notExecutable(command.program),
  short: diagnosisProgramTexts.short.notExecutable,
  evidence: [...spawnEvidence(of, command.setting), fromMode(command.program, look)],
  remedies: [makeExecutable(of, look.realPath, look)],
});

const onNoexec = (of: Case, command: RanCommand, look: Look<'file'>): FoundCause => ({
  cause: 'noexec-mount',
  sentence: diagnosisProgramTexts.noexec({ path: command.program, point: look.mount.point }),
  short: diagnosisProgramTexts.short.noexec,
  evidence: [
    ...spawnEvidence(of, command.setting),
    fromDisk(diagnosisEvidenceTexts.noexec(look.mount.point), look.mount.point),
  ],
  remedies: [tell('move', diagnosisRemediesTexts.moveFromNoexec(look.mount.point))],
});

/** It is fine now, but systemd didn’t find it then. */
const notThereYet = (of: Case, command: RanCommand): FoundCause[] => {
  if (errnoOf(of) !== ENOENT) return [];
  return [
    {
      cause: 'not-there-yet',
      sentence: diagnosisProgramTexts.notThereYet(command.program),
      short: diagnosisProgramTexts.short.notThereYet,
      evidence: [
        ...spawnEvidence(of, command.setting),
        fromDisk(diagnosisEvidenceTexts.thereNow(command.program), command.program),
      ],
      remedies: [startNow(of)],
    },
  ];
};

const ofFile = (of: Case, command: RanCommand, look: Look<'file'>): FoundCause[] => {
  if (!look.isExecutable) return [notExecutable(of, command, look)];
  if (look.mount.isNoexec) return [onNoexec(of, command, look)];
  const { causes, isSound } = fileCauses(of, command, look);
  return causes.length > 0 || !isSound ? causes : notThereYet(of, command);
};

/** A name that systemd looks for in its own fixed list of folders. */
const ofName = (of: Case, command: RanCommand): FoundCause[] => {
  const found = of.ask.program(command.program);
  if (found === undefined || (errnoOf(of) ?? ENOENT) !== ENOENT) return [];
  const path = found.service ?? found.shell ?? found.elsewhere;
  const evidence = spawnEvidence(of, command.setting);
  if (evidence.length === 0) return [];
  if (path === null) {
    return [
      {
        cause: 'program-missing',
        sentence: diagnosisProgramTexts.nameMissing(command.program),
        short: diagnosisProgramTexts.short.missing,
        evidence: [...evidence, fromDisk(diagnosisEvidenceTexts.inNoPath(command.program), '/')],
        remedies: [],
      },
    ];
  }
  return [
    {
      cause: 'not-in-path',
      sentence: diagnosisProgramTexts.nameNotInPath({ name: command.program, path }),
      short: diagnosisProgramTexts.short.notInPath,
      evidence: [...evidence, fromDisk(diagnosisEvidenceTexts.programAt(path), folderOf(path))],
      remedies: whereItIs(of, command),
    },
  ];
};

export const unrunProgramRules: CauseRule = (of) => {
  if (stepOf(of) !== 'EXEC') return [];
  const command = failedCommandOf(of);
  if (command === null) return [];
  if (!command.program.startsWith('/')) return ofName(of, command);
  const look = of.ask.path(command.program);
  switch (look?.kind) {
    case 'missing':
      return missing(of, command, look);
    case 'closed':
      return [closed(of, command, look)];
    case 'folder':
      return [folder(of, command)];
    case 'file':
      return ofFile(of, command, look);
    case 'special':
    case 'unknown':
    case undefined:
      return [];
  }
};
