/** A named state of Hearth to look at, or to test a component in. */
import type { CommandRecord } from '../../electron/core/app/command-record.ts';
import type { Diagnosis } from '../../electron/core/diagnosis/cause.ts';
import type { RemedyChange } from '../../electron/core/diagnosis/remedy-change.ts';
import type { Draft } from '../../electron/core/files/draft.ts';
import type { ProgramLookup } from '../../electron/core/environment/environment-view.ts';
import type { FileCheck } from '../../electron/core/syntax/finding.ts';
import type { JournalEntry } from '../../electron/core/logs/entry.ts';
import type { LogExport } from '../../electron/core/logs/export.ts';
import type { Page } from '../../electron/core/app/page.ts';
import type { ProofOffer } from '../../electron/core/proof/proof-offer.ts';
import type { ProofReport } from '../../electron/core/proof/proof-state.ts';
import type { ReviewedUnit } from '../../electron/core/survival/review.ts';
import type { RunHistory } from '../../electron/core/runs/run.ts';
import type { AgendaJob } from '../../electron/core/runs/agenda.ts';
import type { MissedReport, TimerReport } from '../../electron/core/schedule/timer-report.ts';
import type { TryEnd, TryNews, TryStart } from '../../electron/core/try/try-report.ts';
import type { ServiceForm } from '../../electron/core/create/service-form.ts';
import type { AccountState, AppPart } from '../../electron/core/app/state.ts';
import type { DetailsDiffer } from './makers.ts';
import type { Unit } from '../../electron/core/units/unit.ts';
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
  /** What differs in the details of a unit. */
  details?: Record<string, DetailsDiffer>;
  /** By unit; units not listed here have a plain file. */
  files?: Record<string, readonly SceneFile[]>;
  advice?: UnitSource['advice'];
  history?: readonly (HistoryEntry & { text: string })[];
  drafts?: readonly Draft[];
  form?: ServiceForm;
  /** Oldest first. */
  log?: readonly JournalEntry[];
  /** What was found of each proof in the unit’s file, in order; nothing was by default. */
  proofs?: readonly Partial<Omit<ProofReport, 'proof'>>[];
  offers?: readonly ProofOffer[];
  /** What differs in the environment of the terminal and of services. */
  environment?: {
    answered?: boolean;
    terminal?: Record<string, string>;
    manager?: Record<string, string>;
    programs?: ProgramLookup[];
    uncertain?: boolean;
  };
  /** What differs in the runs of every service. */
  runs?: Partial<RunHistory>;
  /** What differs in what is known of every timer. */
  timer?: Partial<TimerReport>;
  /** What every timer missed. */
  missed?: MissedReport;
  /** The jobs of the calendar, in any span. */
  jobs?: readonly AgendaJob[];
  /** The journal can’t be read, so that past runs aren’t known. */
  pastUnknown?: boolean;
  /** What a try says, and how it ends; `end` null: not before it is stopped. */
  tried?: Partial<Pick<TryNews, 'lines' | 'omitted'>> &
    Partial<Pick<TryStart, 'notes'>> & { end?: Partial<TryEnd> | null };
  /** The person’s crontab; there is none by default. */
  crontab?: string;
  /** The person’s autostart entries, by file name; there are none by default. */
  autostart?: Readonly<Record<string, string>>;
  commands?: readonly CommandRecord[];
  /** By unit; nothing is found out about units not listed here. */
  diagnoses?: Record<string, Diagnosis>;
  /** What every remedy changes. */
  changes?: readonly RemedyChange[];
  check?: FileCheck;
  export?: LogExport;
  /** What starts a unit by its [Install] section, where that is not the usual target. */
  wantedBy?: Record<string, string>;
  /** How heavy units are, and what they need; they are light, and need nothing. */
  review?: Record<string, Partial<Pick<ReviewedUnit, 'load' | 'needs'>>>;
  /** Answers that replace the fake's own, such as a refusal, or one that never arrives. */
  answers?: Partial<Handlers>;
}

/** An answer that never arrives. */
export const never = (): Promise<never> => new Promise(() => undefined);
