/** What a shell, and the loader of shared libraries, say before they exit with 126 or 127. */
import { findProgram, librariesOf, shellLine } from '../../../commands.ts';
import { diagnosisEvidenceTexts } from '../../../texts/diagnosis/evidence.ts';
import { diagnosisProgramTexts } from '../../../texts/diagnosis/program.ts';
import { diagnosisRemediesTexts } from '../../../texts/diagnosis/remedies.ts';
import type { Case, CauseRule, FoundCause } from '../../case/case.ts';
import {
  fromDisk,
  fromEnvironment,
  fromFolder,
  fromLine,
  fromMissing,
  fromMode,
  fromSettings,
} from '../../case/evidence-from.ts';
import { lastMomentsOf } from '../../case/last-words.ts';
import { tell } from '../../case/offered-remedies.ts';
import { failedCommandOf } from '../../case/ran-command.ts';
import { pathOf } from '../../case/service-environment.ts';
import { byEnvRules } from './by-env.ts';
import { extendPath } from './extend-path.ts';
import { makeExecutable } from './permissions.ts';
import type { SymptomLine } from '../../symptoms.ts';
import { folderOf } from '../../../text/path.ts';

/** dash, bash, zsh, and others; the name is the last word before what is wrong with it. */
const notFound = [
  /^\S+: (?:line )?\d+: (?:exec: )?([^\s:]+): (?:command )?not found$/,
  /^\S+: (?:line )?\d+: ([^\s:]+): No such file or directory$/,
  /^\S+:\d+: (?:command not found|no such file or directory): (\S+)$/,
  /^\S*(?:env|nice|nohup|timeout|stdbuf|setsid|ionice): (?:failed to run command )?['‘"]?([^\s'’":]+)['’"]?: No such file or directory$/,
  /^exec: ([^\s:]+): not found$/,
];

const named = (
  of: Case,
  patterns: readonly RegExp[],
): { line: SymptomLine; name: string } | null => {
  for (const line of lastMomentsOf(of).slice(-5).reverse()) {
    for (const pattern of patterns) {
      const name = pattern.exec(line.message.trim())?.[1];
      if (name !== undefined) return { line, name };
    }
  }
  return null;
};

const byName = (of: Case, line: SymptomLine, name: string): FoundCause[] => {
  const program = of.ask.program(name);
  if (program === undefined) return [];
  const setting = failedCommandOf(of)?.setting;
  const path = pathOf(of);
  const evidence = [
    fromLine(line),
    ...fromSettings(setting),
    ...(path === null ? [] : [fromEnvironment(`PATH=${path}`)]),
  ];
  const where = program.shell ?? program.elsewhere;
  if (program.service === null && where !== null) {
    return [
      {
        cause: 'not-in-path',
        sentence:
          program.shell === null
            ? diagnosisProgramTexts.commandElsewhere({ name, path: where })
            : diagnosisProgramTexts.commandInShell({ name, path: where }),
        short: diagnosisProgramTexts.short.notInPath,
        evidence: [...evidence, fromDisk(diagnosisEvidenceTexts.programAt(where), folderOf(where))],
        remedies: extendPath(of, where),
      },
    ];
  }
  return [
    {
      cause: 'command-missing',
      sentence: diagnosisProgramTexts.commandMissing(name),
      short: diagnosisProgramTexts.short.commandMissing,
      evidence,
      remedies: [tell('find', diagnosisRemediesTexts.find(name), shellLine(findProgram(name)))],
    },
  ];
};

const byPath = (of: Case, line: SymptomLine, path: string): FoundCause[] => {
  const look = of.ask.path(path);
  if (look?.kind !== 'missing') return [];
  return [
    {
      cause: 'command-missing',
      sentence: diagnosisProgramTexts.commandMissing(path),
      short: diagnosisProgramTexts.short.commandMissing,
      evidence: [
        fromLine(line),
        fromMissing(path, look),
        ...fromSettings(failedCommandOf(of)?.setting),
      ],
      remedies: [],
    },
  ];
};

/** `prog: error while loading shared libraries: libx.so.1: cannot open shared object file` */
const library = /^(\S+): error while loading shared libraries: ([^\s:]+): (.*)$/;

const libraryMissing = (of: Case): FoundCause[] => {
  const line = lastMomentsOf(of)
    .slice(-5)
    .findLast(({ message }) => library.test(message));
  if (line === undefined) return [];
  const [, program = '', name = ''] = library.exec(line.message) ?? [];
  return [
    {
      cause: 'library-missing',
      sentence: diagnosisProgramTexts.library({ program, library: name }),
      short: diagnosisProgramTexts.short.library,
      evidence: [fromLine(line), ...fromSettings(failedCommandOf(of)?.setting)],
      remedies: [
        tell('libraries', diagnosisRemediesTexts.libraries, shellLine(librariesOf(program))),
      ],
    },
  ];
};

const commandMissing = (of: Case): FoundCause[] => {
  const said = named(of, notFound);
  if (said === null) return [];
  return said.name.includes('/')
    ? byPath(of, said.line, said.name)
    : byName(of, said.line, said.name);
};

const notAllowed = [
  /^\S+: (?:line )?\d+: (?:exec: )?([^\s:]+): (?:Permission denied|Is a directory)$/,
  /^\S+:\d+: permission denied: (\S+)$/,
  /^\S*(?:env|nice|nohup|timeout|stdbuf|setsid|ionice): (?:failed to run command )?['‘"]?([^\s'’":]+)['’"]?: Permission denied$/,
];

const notExecutable = (of: Case): FoundCause[] => {
  const said = named(of, notAllowed);
  if (!said?.name.startsWith('/')) return [];
  const { line, name: path } = said;
  const look = of.ask.path(path);
  const evidence = [fromLine(line), ...fromSettings(failedCommandOf(of)?.setting)];
  if (look?.kind === 'folder') {
    return [
      {
        cause: 'command-not-executable',
        sentence: diagnosisProgramTexts.folder(path),
        short: diagnosisProgramTexts.short.folder,
        evidence: [...evidence, fromFolder(path)],
        remedies: [],
      },
    ];
  }
  if (look?.kind !== 'file') return [];
  if (!look.isExecutable) {
    return [
      {
        cause: 'command-not-executable',
        sentence: diagnosisProgramTexts.commandNotExecutable(path),
        short: diagnosisProgramTexts.short.notExecutable,
        evidence: [...evidence, fromMode(path, look)],
        remedies: [makeExecutable(of, look.realPath, look)],
      },
    ];
  }
  if (!look.mount.isNoexec) return [];
  return [
    {
      cause: 'noexec-mount',
      sentence: diagnosisProgramTexts.noexec({ path, point: look.mount.point }),
      short: diagnosisProgramTexts.short.noexec,
      evidence: [
        ...evidence,
        fromDisk(diagnosisEvidenceTexts.noexec(look.mount.point), look.mount.point),
      ],
      remedies: [tell('move', diagnosisRemediesTexts.moveFromNoexec(look.mount.point))],
    },
  ];
};

export const shellErrorRules: CauseRule = (of) => {
  if (of.end?.kind !== 'exited') return [];
  if (of.end.status === 127) {
    // It is env(1) of the script itself that says so.
    if (byEnvRules(of).length > 0) return [];
    const libraries = libraryMissing(of);
    return libraries.length > 0 ? libraries : commandMissing(of);
  }
  return of.end.status === 126 ? notExecutable(of) : [];
};
