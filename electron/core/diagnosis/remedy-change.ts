/** What a remedy changes, for a person to see before it does. */
export type RemedyChange =
  /** A text, before and after; `before` null for a new file. */
  | { kind: 'text'; path: string; before: string | null; after: string }
  /** A folder, or an empty file, that is made. */
  | { kind: 'folder' | 'file'; path: string }
  /** Permission bits, as of chmod(1). */
  | { kind: 'mode'; path: string; before: number; after: number }
  /** A command that does the rest. */
  | { kind: 'command'; line: string };
