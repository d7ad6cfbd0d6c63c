/** The commands of ExecStart= word by word as systemd reads them, and what the process gets, as far as that is known. */
import { readCommands, readEnvironment } from './command-reading.ts';
import {
  expandSpecifiers,
  expandVariables,
  partsOf,
  type Part,
  type Specifiers,
} from './specifiers.ts';
import { valuesOf, type UnitFile } from './unit-file.ts';

export interface WordView {
  /** Quotes and escapes undone; specifiers and variables are parts of their own. */
  parts: Part[];
  /** The arguments it becomes, none or several for some variables; null where that is known only when it starts. */
  becomes: string[] | null;
}

/** Those of Environment= in the same file; of EnvironmentFile=, the manager and drop-ins nothing is known. */
const variablesOf = (file: UnitFile, specifiers: Specifiers): ReadonlyMap<string, string> => {
  const entries = valuesOf(file.assignments, 'Service', 'Environment').flatMap(
    (value) => readEnvironment(value, specifiers).variables,
  );
  return new Map(entries.map(({ name, value }) => [name, value]));
};

const wordView = (
  text: string,
  specifiers: Specifiers,
  variables: ReadonlyMap<string, string> | null,
): WordView => {
  const parts = partsOf(text, { variables: variables !== null });
  const isKnown = parts.every(
    (part) =>
      part.kind === 'text' ||
      (part.kind === 'specifier'
        ? specifiers(part.letter) !== undefined
        : variables?.has(part.name) === true),
  );
  if (!isKnown) return { parts, becomes: null };
  const expanded = expandSpecifiers(text, specifiers);
  const becomes =
    variables === null ? [expanded] : expandVariables(expanded, (name) => variables.get(name));
  return { parts, becomes };
};

/** One list of words a command, the program's name first; commands that systemd does not read are left out. */
export const commandViews = (file: UnitFile, specifiers: Specifiers): WordView[][] => {
  const variables = variablesOf(file, specifiers);
  return valuesOf(file.assignments, 'Service', 'ExecStart').flatMap((value) =>
    readCommands(value, specifiers).commands.map(({ prefixes, argv }) =>
      // systemd.service(5): behind “:” no variable is expanded.
      argv.map(({ text }) => wordView(text, specifiers, prefixes.includes(':') ? null : variables)),
    ),
  );
};
