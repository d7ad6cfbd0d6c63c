/** Something that is wrong, or looks wrong, in a unit file or a script: the same shape from every source. */

/** A change of the text: `insert` replaces `from` to `to`, in UTF-16 units of `decodeUtf8(bytes)`. */
export interface TextEdit {
  from: number;
  to: number;
  insert: string;
}

export interface Finding {
  /** The document's own reading, Hearth's linter, or what reads it in the end: systemd-analyze verify, or a shell. */
  source: 'document' | 'lint' | 'verify';
  /** Stable, kebab-case: `missing-program`, `unknown-key`, … */
  code: string;
  /** An error keeps the unit from working; a warning means it does something other than it seems; a hint is advice. */
  severity: 'error' | 'warning' | 'hint';
  /** Counted from 1, columns in UTF-16 units; `endColumn` is after the last. */
  line: number;
  column: number;
  endColumn: number;
  what: string;
  why: string;
  /** Where it is documented, as `systemd.exec(5), WorkingDirectory=`; null where no man page says it. */
  manual: string | null;
  /** Only where it is safe: it does what was meant, and nothing else. */
  fix: { title: string; edits: TextEdit[] } | null;
}

/** What was found in one file, and what verify reported about others (S7). */
export interface FileCheck {
  findings: Finding[];
  /** Lines of systemd-analyze about other files and units. */
  others: string[];
}
