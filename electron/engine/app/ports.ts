/** The ports through which the engine reaches its shell. */
import type { ShortcutOutcome, Theme } from '../../core/app/preferences.ts';
import type { Page } from '../../core/app/page.ts';
import type { ExportFormat, ExportPlace } from '../../core/logs/export.ts';
import type { Emit } from '../../ipc/contract/index.ts';

/** What only the shell around the engine can do. */
export interface Ports {
  emit: Emit;
  /** Writes an unexpected error to the log. */
  report(bug: unknown): void;
  /** Moves a file to the desktop's trash. */
  trash(file: string): Promise<void>;
  copy(text: string): void | Promise<void>;
  /** Asks the person for a file; null if they cancel. `name` is the suggested name. */
  chooseExportFile(
    exists: (file: string) => Promise<boolean>,
    name: string,
    format: ExportFormat,
  ): Promise<ExportPlace | null>;
  /** Asks the person where to save a report, an archive; null if they cancel. `name` is without its suffix. */
  chooseReportFile(
    exists: (file: string) => Promise<boolean>,
    name: string,
  ): Promise<ExportPlace | null>;
  /** Asks the person for a file or a folder that exists; null if they cancel. `from` is where to begin. */
  choosePath(kind: 'file' | 'folder', from: string): Promise<string | null>;
  /** Shows a file in its folder, in the desktop's file manager. */
  showFile(file: string): void;
  openWindow(page: Page | null): void;
  hidePanel(): void;
  /** Shows the pages of all windows at this size, in percent. */
  zoom(percent: number): void;
  /** Shows all windows in this theme. */
  theme(theme: Theme): void;
  /** Lets these keys open Hearth from any program, in place of those before; '' for none. */
  shortcut(keys: string): ShortcutOutcome;
  quit(): void;
}
