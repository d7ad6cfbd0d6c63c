/** The proof that is a file which the service writes: its last lines (S11). */

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
