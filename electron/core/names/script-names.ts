/**
 * The scripts that Hearth writes for new services: `~/.local/bin/NAME.sh`. Nothing else says where a script came from,
 * so whatever a unit runs there under such a name counts, whoever wrote it and whatever the unit is called by now.
 */
import { readCommands } from '../syntax/exec-parser.ts';
import { expandPath, type Folders } from '../syntax/exec-writer.ts';
import { expandSpecifiers, type Specifiers } from '../syntax/specifiers.ts';
import { valuesOf, type Assignment } from '../syntax/unit-file.ts';

/** As in a unit file. */
export const scriptUnitFolder = '%h/.local/bin';

/** Absolute. */
export const scriptFolderOf = (folders: Folders): string => expandPath(scriptUnitFolder, folders);

/** What the name of a unit allows, but no backslash, which systemd refuses in a program; then `.sh`. Not hidden. */
export const scriptNamePattern = /^(?!\.)[A-Za-z0-9:_.@-]{1,252}\.sh$/;

/** More than people write. Each is read for the page of its unit. */
const scriptsMax = 16;

/** Doubled slashes and `.` as a folder mean nothing: path_simplify() in path-util.c. */
const simplePath = (path: string): string => path.replace(/\/(?:\.?\/)+/g, '/');

/**
 * The names of the scripts that ExecStart= runs, in order.
 * @param assignments of all files of the unit.
 * @param specifiers of the unit.
 */
export const scriptsOf = (
  assignments: readonly Pick<Assignment, 'section' | 'key' | 'value'>[],
  folders: Folders,
  specifiers: Specifiers,
): string[] => {
  const start = simplePath(`${scriptFolderOf(folders)}/`);
  const names = valuesOf(assignments, 'Service', 'ExecStart')
    .flatMap((line) => readCommands(line, specifiers).commands)
    .map(({ program }) => simplePath(expandSpecifiers(program.text, specifiers)))
    .flatMap((path) => (path.startsWith(start) ? [path.slice(start.length)] : []))
    .filter((name) => scriptNamePattern.test(name));
  return [...new Set(names)].slice(0, scriptsMax);
};
