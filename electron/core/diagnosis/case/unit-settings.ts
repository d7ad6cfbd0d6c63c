/** The settings of a unit’s files, each with its place. */
import type { Assignment } from '../../syntax/unit-file.ts';
import type { SymptomFile } from '../symptoms.ts';

export interface PlacedSetting {
  path: string;
  line: number;
  /** In a file of the person’s own, where a remedy may change it. */
  isOwn: boolean;
  section: string;
  key: string;
  value: string;
  assignment: Assignment;
}

export const placedSettings = (files: readonly SymptomFile[]): PlacedSetting[] =>
  files.flatMap(({ path, file, isOwn }) =>
    file.assignments.map((assignment) => ({
      path,
      isOwn,
      line: assignment.line,
      section: assignment.section,
      key: assignment.key,
      value: assignment.value,
      assignment,
    })),
  );

/** Those of a key that count: an empty value clears the ones before it. */
export const settingsIn = (
  all: readonly PlacedSetting[],
  section: string,
  key: string,
): PlacedSetting[] => {
  const same = all.filter((one) => one.section === section && one.key === key);
  return same.slice(same.findLastIndex(({ value }) => value === '') + 1);
};
