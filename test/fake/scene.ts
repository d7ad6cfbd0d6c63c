/** A named state of Hearth to look at, or to test a component in. */
import type { CommandRecord } from '../../electron/core/app/command-record.ts';
import type { Draft } from '../../electron/core/files/draft.ts';
import type { FileCheck } from '../../electron/core/syntax/finding.ts';
import type { JournalEntry } from '../../electron/core/logs/entry.ts';
import type { LogExport } from '../../electron/core/logs/export.ts';
import type { Page } from '../../electron/core/app/page.ts';
import type { ProofReading } from '../../electron/core/units/proof.ts';
import type { ServiceForm } from '../../electron/core/create/service-form.ts';
import type { AccountState, AppPart } from '../../electron/core/app/state.ts';
import type { ServiceDetails, Unit, UnitDetails } from '../../electron/core/units/unit.ts';
import type { HistoryEntry, SourceFile, UnitSource } from '../../electron/core/files/unit-files.ts';
import type { Handlers } from '../../electron/ipc/contract/index.ts';

/** A unit's file on the fake's disk; the rest of a SourceFile is derived. */
export interface SceneFile {
  /** null for the fragment. */
  dropIn: string | null;
  text: string;
  /** What differs from a regular file of Alice's. */
  differs?: Partial<SourceFile>;
}

export interface Scene {
  /** What there is to see, in one line. */
  about: string;
  units: readonly Unit[];
  /** Where the window opens; the list by default. */
  page?: Page;
  /** What differs from an account where all is well. */
  state?: Partial<Omit<AccountState, 'units'>>;
  /** What differs from a desktop where all is well. */
  app?: Partial<AppPart>;
  /** What differs in the details of a service. */
  details?: Record<string, Partial<Omit<UnitDetails & ServiceDetails, 'kind'>>>;
  /** By unit; units not listed here have a plain file. */
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
  /** Answers that replace the fake's own, such as a refusal, or one that never arrives. */
  answers?: Partial<Handlers>;
}

/** An answer that never arrives. */
export const never = (): Promise<never> => new Promise(() => undefined);
