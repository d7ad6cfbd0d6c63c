/** The commands of ExecStart= word by word as systemd reads them, and what the process gets, if that is known. */
import { readCommands, readEnvironment } from './exec-parser.ts';
import {
  expandSpecifiers,
  expandVariables,
  partsOf,
  type Part,
  type Specifiers,
} from './specifiers.ts';
import { valuesOf, type Assignment, type UnitFile } from './unit-file.ts';

export interface WordView {
  /** Quotes and escapes undone; specifiers and variables are parts of their own. */
  parts: Part[];
  /** The arguments it becomes, none or several for some variables; null if known only when it starts. */
  becomes: string[] | null;
}

const isKnown = (
  parts: readonly Part[],
  specifiers: Specifiers,
  variables: ReadonlyMap<string, string> | null = null,
): boolean =>
  parts.every(
    (part) =>
      part.kind === 'text' ||
      (part.kind === 'specifier'
        ? specifiers(part.letter) !== undefined
        : variables?.has(part.name) === true),
  );

type Setting = Pick<Assignment, 'section' | 'key' | 'value'>;

/**
 * Variables with a certain value. What systemd merges after Environment= may change any of them, and is unknown here:
 * systemd.exec(5), "Environment Variables in Spawned Processes".
 */
const variablesOf = (
  all: readonly Setting[],
  specifiers: Specifiers,
): ReadonlyMap<string, string> => {
  const valuesAt = (key: string): string[] => valuesOf(all, 'Service', key);
  const known = new Map<string, string>();
  if ([...valuesAt('EnvironmentFile'), ...valuesAt('PAMName')].length > 0) return known;
  for (const value of valuesAt('Environment')) {
    for (const { name, value: text, word } of readEnvironment(value, specifiers).variables) {
      if (isKnown(partsOf(word.text, { variables: false }), specifiers)) known.set(name, text);
      else known.delete(name);
    }
  }
  for (const value of valuesAt('UnsetEnvironment')) {
    // Also matches a name within another: unknown is better than wrong.
    for (const name of known.keys()) if (value.includes(name)) known.delete(name);
  }
  return known;
};

const wordView = (
  text: string,
  specifiers: Specifiers,
  variables: ReadonlyMap<string, string> | null,
): WordView => {
  const parts = partsOf(text, { variables: variables !== null });
  if (!isKnown(parts, specifiers, variables)) return { parts, becomes: null };
  const expanded = expandSpecifiers(text, specifiers);
  const becomes =
    variables === null ? [expanded] : expandVariables(expanded, (name) => variables.get(name));
  return { parts, becomes };
};

/**
 * A list of words for each command, the program's name first; commands that systemd doesn’t read are left out.
 * @param later the assignments of the drop-ins read after the file; null if one of them can’t be read.
 */
export const commandViews = (
  file: UnitFile,
  later: readonly Setting[] | null,
  specifiers: Specifiers,
): WordView[][] => {
  const variables =
    later === null
      ? new Map<string, string>()
      : variablesOf([...file.assignments, ...later], specifiers);
  return valuesOf(file.assignments, 'Service', 'ExecStart').flatMap((value) =>
    readCommands(value, specifiers).commands.map(({ prefixes, argv }) =>
      // systemd.service(5): after “:” no variable is expanded.
      argv.map(({ text }) => wordView(text, specifiers, prefixes.includes(':') ? null : variables)),
    ),
  );
};
