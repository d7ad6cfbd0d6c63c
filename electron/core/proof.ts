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
