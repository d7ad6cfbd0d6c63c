/** What the environment page shows. */
import type { PathEntry } from './path-entries.ts';
import type { VariableRow } from './variables.ts';

export interface EnvironmentView {
  /** The login shell answered; without it, only the desktop session’s variables are known of the terminal. */
  answered: boolean;
  variables: VariableRow[];
  path: PathEntry[];
  /** Hearth’s file of environment.d, there or not. */
  file: string;
  /** What the last import passed to the manager, and can be taken back. */
  undoable: string[];
}

/** Where the variable of a lookup was read. */
export type EnvironmentSide = 'terminal' | 'manager';

/** A program that a unit runs, found in two ways. */
export interface ProgramLookup {
  /** Such as `ExecStart`. */
  directive: string;
  /** What is looked for: a name, or a path. */
  program: string;
  /**
   * `systemd`: by systemd, in folders of its own. `path`: by a program such as env or sh, in the service’s PATH.
   * `interpreter`: named by the first line of a script, and looked up by env in the service’s PATH.
   */
  by: 'systemd' | 'path' | 'interpreter';
  /** Where each finds it; null for nowhere. */
  terminal: string | null;
  service: string | null;
}

export interface ProgramLookups {
  programs: ProgramLookup[];
  /** The unit reads files or uses PAM, which may set another PATH. */
  uncertain: boolean;
  answered: boolean;
}

/** The file of environment.d that Hearth writes; read after the distribution’s `99-environment.conf`. */
export const keptFileName = '99-hearth.conf';

/** The drop-in with the variables of one unit. */
export const unitDropInName = 'hearth-environment.conf';
