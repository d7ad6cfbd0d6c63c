import { expandUnitPath, type Folders } from './command-line.ts';

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

export const proofLines = 10;

/**
 * The file that a unit names as its proof: the last ProofFile= of an [X-Hearth] section in its file and
 * drop-ins, in their order; an empty one takes an earlier one back. null when there is none.
 */
export const proofPathOf = (texts: readonly string[], folders: Folders): string | null => {
  let named = '';
  for (const text of texts) {
    let section = '';
    for (const line of text.split(/\r?\n/)) {
      const header = /^\[(.*)\]\s*$/.exec(line.trim());
      if (header !== null) section = header[1] ?? '';
      const value = /^\s*ProofFile\s*=\s*(.*?)\s*$/.exec(line);
      if (section === 'X-Hearth' && value !== null) named = value[1] ?? '';
    }
  }
  return named === '' ? null : expandUnitPath(named, folders);
};
