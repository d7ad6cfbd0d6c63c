/** Single things read off a unit file without asking systemd. */
import { expandUnitPath, folderSpecifiers, type Folders } from '../../core/syntax/exec-writer.ts';
import { readCommands } from '../../core/syntax/exec-parser.ts';
import { valuesOf, type Assignment } from '../../core/syntax/unit-file.ts';

/** The path of the program that ExecStart= runs first; null when there is none or it is not an absolute path. */
export const programOf = (assignments: readonly Assignment[], folders: Folders): string | null => {
  const [line = ''] = valuesOf(assignments, 'Service', 'ExecStart');
  const [command] = readCommands(line, folderSpecifiers(folders)).commands;
  const program = expandUnitPath(command?.program.text ?? '', folders);
  return program.startsWith('/') ? program : null;
};
