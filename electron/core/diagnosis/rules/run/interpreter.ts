/** A program that exists and may be executed, but not here: its `#!` line, its format, its loader. */
import { setUnixEndings, shellLine } from '../../../commands.ts';
import { keepsReturns, readShebang, type Shebang } from '../../../lint/script/shebang.ts';
import { decodeUtf8 } from '../../../text/utf8.ts';
import { diagnosisEvidenceTexts } from '../../../texts/diagnosis/evidence.ts';
import { diagnosisProgramTexts } from '../../../texts/diagnosis/program.ts';
import { diagnosisRemediesTexts } from '../../../texts/diagnosis/remedies.ts';
import type { Case, FoundCause } from '../../case/case.ts';
import { isForeign, machineName, ownMachineName, readElf } from '../../case/elf.ts';
import { fromDisk, fromMode, oneLine } from '../../case/evidence-from.ts';
import { runWith, tell, thenStart } from '../../case/offered-remedies.ts';
import { spawnEvidence, type RanCommand } from '../../case/ran-command.ts';
import { EACCES, ENOENT, ENOEXEC, errnoOf } from '../../case/step-failed.ts';
import type { Evidence } from '../../cause.ts';
import type { OfferedRemedy } from '../../remedy.ts';
import { makeExecutable } from './permissions.ts';
import type { Look } from '../../symptoms.ts';
import { folderOf, baseName } from '../../../text/path.ts';

/** The first line of a file as it is, `\r` shown. */
export const fromFirstLine = (path: string, head: string): Evidence => {
  const bytes = Uint8Array.from(head.split('\n')[0] ?? '', (byte) => byte.charCodeAt(0));
  const line = oneLine(decodeUtf8(bytes).replace(/\r/g, '␍'));
  return fromDisk(diagnosisEvidenceTexts.firstLine({ path, line }), path);
};

const removeReturns = (of: Case, look: Look<'file'>, shebang: Shebang): OfferedRemedy =>
  look.isWritable
    ? thenStart(
        of,
        'safe',
        'remove-returns',
        diagnosisRemediesTexts.removeReturns(look.realPath),
        [
          {
            do: 'remove-returns',
            path: look.realPath,
            lines: keepsReturns(shebang) ? 'all' : 'first',
          },
        ],
        shellLine(setUnixEndings(look.realPath)),
      )
    : tell(
        'remove-returns',
        diagnosisRemediesTexts.removeReturns(look.realPath),
        shellLine(setUnixEndings(look.realPath)),
      );

export const carriageReturn = (
  of: Case,
  command: RanCommand,
  look: Look<'file'>,
  shebang: Shebang,
): FoundCause => ({
  cause: 'carriage-return',
  sentence: diagnosisProgramTexts.carriageReturn(command.program),
  short: diagnosisProgramTexts.short.carriageReturn,
  evidence: [
    ...spawnEvidence(of, command.setting),
    fromFirstLine(command.program, look.head ?? ''),
  ],
  remedies: [removeReturns(of, look, shebang)],
});

/** The interpreter of the same name, where it really is. */
export const byFound = (of: Case, command: RanCommand, name: string): OfferedRemedy[] => {
  const found = of.ask.program(name);
  const path = found?.service ?? found?.shell ?? found?.elsewhere ?? null;
  return path === null
    ? []
    : runWith(of, command, path, {
        level: 'safe',
        id: 'run-with',
        ...diagnosisRemediesTexts.runWith(path),
      });
};

const interpreterMissing = (
  of: Case,
  command: RanCommand,
  look: Look<'file'>,
  interpreter: string,
): FoundCause => ({
  cause: 'interpreter-missing',
  sentence: diagnosisProgramTexts.interpreterMissing({ path: command.program, interpreter }),
  short: diagnosisProgramTexts.short.interpreterMissing,
  evidence: [
    ...spawnEvidence(of, command.setting),
    fromFirstLine(command.program, look.head ?? ''),
    fromDisk(diagnosisEvidenceTexts.noFile(interpreter), folderOf(interpreter)),
  ],
  remedies: byFound(of, command, baseName(interpreter)),
});

const interpreterNotExecutable = (
  of: Case,
  command: RanCommand,
  interpreter: string,
  at: Look<'file'>,
): FoundCause => ({
  cause: 'not-executable',
  sentence: diagnosisProgramTexts.interpreterNotExecutable({ path: command.program, interpreter }),
  short: diagnosisProgramTexts.short.interpreterNotExecutable,
  evidence: [...spawnEvidence(of, command.setting), fromMode(interpreter, at)],
  remedies: [makeExecutable(of, at.realPath, at)],
});

const notAProgram = (of: Case, command: RanCommand, head: string): FoundCause => {
  const isText = !head.includes('\0') && head !== '';
  return {
    cause: 'not-a-program',
    sentence: isText
      ? diagnosisProgramTexts.noShebang(command.program)
      : diagnosisProgramTexts.noFormat(command.program),
    short: isText ? diagnosisProgramTexts.short.noShebang : diagnosisProgramTexts.short.noFormat,
    evidence: [
      ...spawnEvidence(of, command.setting),
      isText
        ? fromFirstLine(command.program, head)
        : fromDisk(diagnosisEvidenceTexts.noProgram(command.program), command.program),
    ],
    remedies: isText
      ? runWith(of, command, '/bin/sh', {
          level: 'ask',
          id: 'run-with-sh',
          ...diagnosisRemediesTexts.runWithShell,
        })
      : [],
  };
};

/** `isSound`: nothing is wrong with it, as far as that can be seen. */
interface Judgement {
  causes: FoundCause[];
  isSound: boolean;
}

const found = (...causes: FoundCause[]): Judgement => ({ causes, isSound: false });
const sound: Judgement = { causes: [], isSound: true };
const unknown: Judgement = { causes: [], isSound: false };

const ofScript = (
  of: Case,
  command: RanCommand,
  look: Look<'file'>,
  shebang: Shebang,
): Judgement => {
  const { interpreter, hasCarriageReturn } = shebang;
  // The kernel looks for the name with its carriage return, unless an argument follows.
  if (interpreter.endsWith('\r')) return found(carriageReturn(of, command, look, shebang));
  // A relative one depends on the working directory.
  if (!interpreter.startsWith('/')) return unknown;
  const at = of.ask.path(interpreter);
  if (at?.kind === 'missing') return found(interpreterMissing(of, command, look, interpreter));
  if (at?.kind === 'file' && !at.isExecutable) {
    return found(interpreterNotExecutable(of, command, interpreter, at));
  }
  return at?.kind === 'file' && !hasCarriageReturn ? sound : unknown;
};

const ofBinary = (of: Case, command: RanCommand, head: string): Judgement => {
  const elf = readElf(head);
  const errno = errnoOf(of);
  if (elf === null) {
    return (errno ?? ENOEXEC) === ENOEXEC ? found(notAProgram(of, command, head)) : unknown;
  }
  const { architecture } = of.symptoms;
  const own = ownMachineName(architecture);
  if (isForeign(elf, architecture) && own !== null && (errno ?? ENOEXEC) === ENOEXEC) {
    const machine = machineName(elf.machine);
    return found({
      cause: 'wrong-architecture',
      sentence: diagnosisProgramTexts.architecture({ path: command.program, machine, own }),
      short: diagnosisProgramTexts.short.architecture,
      evidence: [
        ...spawnEvidence(of, command.setting),
        fromDisk(
          diagnosisEvidenceTexts.machine({ path: command.program, machine }),
          command.program,
        ),
      ],
      remedies: [tell('get-own', diagnosisRemediesTexts.getForMachine(own))],
    });
  }
  if (elf.loader === null) return (errno ?? 0) === ENOEXEC ? unknown : sound;
  const loader = of.ask.path(elf.loader);
  if (loader?.kind !== 'missing') return loader?.kind === 'file' ? sound : unknown;
  return found({
    cause: 'loader-missing',
    sentence: diagnosisProgramTexts.loader({ path: command.program, loader: elf.loader }),
    short: diagnosisProgramTexts.short.loader,
    evidence: [
      ...spawnEvidence(of, command.setting),
      fromDisk(
        diagnosisEvidenceTexts.loader({ path: command.program, loader: elf.loader }),
        command.program,
      ),
      fromDisk(diagnosisEvidenceTexts.noFile(elf.loader), folderOf(elf.loader)),
    ],
    remedies: [tell('get-own', diagnosisRemediesTexts.getForLibrary)],
  });
};

/** Why a program that may be executed couldn’t be. */
export const fileCauses = (of: Case, command: RanCommand, look: Look<'file'>): Judgement => {
  if (look.head === null) return unknown;
  const shebang = readShebang(look.head);
  if (shebang === null) return ofBinary(of, command, look.head);
  const errno = errnoOf(of) ?? ENOENT;
  return errno === ENOENT || errno === EACCES ? ofScript(of, command, look, shebang) : unknown;
};
