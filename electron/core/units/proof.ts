import { setAssignment } from '../syntax/edit-file.ts';
import { escapePath, expandUnitPath, type Folders } from '../syntax/exec-writer.ts';
import { valuesOf, type UnitFile } from '../syntax/unit-file.ts';

/** The proof of a service: the last lines of a file that its own logic writes (S11). */
export type ProofReading =
  | {
      kind: 'text';
      path: string;
      /** The last lines, oldest first; at most `proofLines`. */
      lines: string[];
      /** Milliseconds since the epoch: when the file was last written. */
      modifiedAt: number;
      sizeBytes: number;
    }
  | { kind: 'empty'; path: string; modifiedAt: number }
  | { kind: 'binary'; path: string; modifiedAt: number; sizeBytes: number }
  | { kind: 'missing'; path: string }
  | { kind: 'folder'; path: string }
  | { kind: 'special'; path: string }
  | { kind: 'unreadable'; path: string; detail: string };

/** Lines that the page of a service shows. */
export const proofLines = 10;
/** Lines that the last step of a creation shows. */
export const proofStepLines = 3;

/**
 * The file that a unit names as its proof: the last ProofFile= of an [X-Hearth] section in its file and
 * drop-ins, in order; an empty value resets an earlier one. null if there is none.
 */
export const proofPathOf = (files: readonly UnitFile[], folders: Folders): string | null => {
  const assignments = files.flatMap((file) => file.assignments);
  const named = valuesOf(assignments, 'X-Hearth', 'ProofFile').at(-1);
  return named === undefined ? null : expandUnitPath(named, folders);
};

const proofKey = { section: 'X-Hearth', key: 'ProofFile' };

/** The file with this proof, a path as typed in a form: `/…`, `~/…`. @throws RangeError for several lines. */
export const withProof = (file: UnitFile, typed: string): UnitFile =>
  setAssignment(file, { ...proofKey, value: escapePath(typed.trim()) });
