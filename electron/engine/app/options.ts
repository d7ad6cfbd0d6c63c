/** What the engine is told about its surroundings when it opens. */
import type { AppPart } from '../../core/app/state.ts';
import type { Problem } from '../../core/problems/problem.ts';
import type { Limits } from '../../system/manager/systemctl.ts';

export interface EngineOptions {
  versions: AppPart['versions'];
  /** The command that starts this Hearth at login. */
  ownCommand: readonly string[];
  /** Hearth's own log, for the person to see. */
  logFile: string;
  /** Where Hearth stores what it must remember: `$XDG_STATE_HOME/hearth`. */
  stateFolder: string;
  /** Shown with notifications: the name of an icon theme, or a path that other programs can read. */
  icon: string;
  /** Why Hearth must not work here; null if it may. */
  refused: Problem | null;
  /** A lost proof restarts no service: for a command that only looks. */
  looksOnly?: boolean;
  /** Overrides the usual time limits of systemctl. */
  limits?: Partial<Limits>;
}
