/** Single things read off a unit file without asking systemd. */
import { expandUnitPath, folderSpecifiers, type Folders } from '../core/command-line.ts';
import { readCommands } from '../core/command-reading.ts';
import { valuesOf, type Assignment } from '../core/unit-file.ts';

/** Description= as far as it can be told without systemd: `%%` is `%`, other specifiers stay. */
export const descriptionOf = (assignments: readonly Assignment[]): string =>
  valuesOf(assignments, 'Unit', 'Description').at(-1)?.replaceAll('%%', '%') ?? '';

/** The words of [Install] by key; an empty assignment takes those before it back. */
export const installOf = (assignments: readonly Assignment[]): Map<string, string[]> => {
  const keys = assignments.filter(({ section }) => section === 'Install').map(({ key }) => key);
  return new Map(
    [...new Set(keys)]
      .map((key) => [key, valuesOf(assignments, 'Install', key)] as const)
      .filter(([, values]) => values.length > 0)
      .map(([key, values]) => [key, values.flatMap((value) => value.split(/\s+/))]),
  );
};

/** The path of the program that ExecStart= runs first; null when there is none or it is not an absolute path. */
export const programOf = (assignments: readonly Assignment[], folders: Folders): string | null => {
  const [line = ''] = valuesOf(assignments, 'Service', 'ExecStart');
  const [command] = readCommands(line, folderSpecifiers(folders)).commands;
  const program = expandUnitPath(command?.program.text ?? '', folders);
  return program.startsWith('/') ? program : null;
};
