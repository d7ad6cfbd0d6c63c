/** A named state of Hearth to look at, or to test a component in. */
import type { CommandRecord } from '../../electron/core/command.ts';
import type { Draft } from '../../electron/core/draft.ts';
import type { FileCheck } from '../../electron/core/finding.ts';
import type { JournalEntry } from '../../electron/core/journal-entry.ts';
import type { LogExport } from '../../electron/core/log-export.ts';
import type { Page } from '../../electron/core/page.ts';
import type { ProofReading } from '../../electron/core/proof.ts';
import type { ServiceForm } from '../../electron/core/service-form.ts';
import type { AppState } from '../../electron/core/state.ts';
import type { Unit, UnitDetails } from '../../electron/core/unit.ts';
import type { HistoryEntry, SourceFile, UnitSource } from '../../electron/core/unit-source.ts';
import type { Handlers } from '../../electron/ipc/server.ts';

/** A file of a unit as it is on the fake's disk; the rest of a SourceFile follows from it. */
export interface SceneFile {
  /** null for the fragment. */
  dropIn: string | null;
  text: string;
  /** What differs from an ordinary file of Alice's. */
  differs?: Partial<SourceFile>;
}

export interface Scene {
  /** What there is to see, in a line. */
  about: string;
  units: readonly Unit[];
  /** Where the window opens; the list unless said. */
  page?: Page;
  /** What differs from a desktop where all is well. */
  state?: Partial<Omit<AppState, 'units'>>;
  details?: Record<string, Partial<UnitDetails>>;
  /** By unit; what is not named here has a plain file. */
  files?: Record<string, readonly SceneFile[]>;
  advice?: UnitSource['advice'];
  history?: readonly (HistoryEntry & { text: string })[];
  drafts?: readonly Draft[];
  form?: ServiceForm;
  /** Oldest first. */
  log?: readonly JournalEntry[];
  proof?: ProofReading;
  commands?: readonly CommandRecord[];
  check?: FileCheck;
  export?: LogExport;
  /** Answers in place of the fake's own: a refusal, or one that never comes. */
  answers?: Partial<Handlers>;
}

/** An answer that is always under way. */
export const never = (): Promise<never> => new Promise(() => undefined);
