/** Variables of one unit, as Environment= of a drop-in. */
import { addAssignment, setValue } from '../syntax/edit-file.ts';
import { readEnvironment } from '../syntax/exec-parser.ts';
import { assignmentWord } from '../syntax/exec-writer.ts';
import type { UnitFile } from '../syntax/unit-file.ts';

/** Sets each in the last line that sets it alone, else in a new line. @throws RangeError for what systemd wouldn’t read back. */
export const withUnitVariables = (
  file: UnitFile,
  values: ReadonlyMap<string, string>,
): UnitFile => {
  let changed = file;
  for (const [name, value] of values) {
    const word = assignmentWord(`${name}=${value}`);
    const own = changed.assignments.findLast(({ section, key, value: text }) => {
      if (section !== 'Service' || key !== 'Environment') return false;
      const { variables } = readEnvironment(text);
      return variables.length === 1 && variables[0]?.name === name;
    });
    changed =
      own === undefined
        ? addAssignment(changed, { section: 'Service', key: 'Environment', value: word })
        : setValue(changed, own, word);
  }
  return changed;
};
