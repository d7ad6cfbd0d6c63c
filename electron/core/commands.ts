/** The phrasebook: the commands that Hearth runs and shows. What is shown is what is run. */

/** Programs that Hearth starts. */
export type ProgramName =
  | 'systemctl'
  | 'loginctl'
  | 'journalctl'
  | 'systemd-analyze'
  | 'systemd-journal-remote'
  | 'stdbuf'
  | 'pkcheck'
  | 'pkexec'
  | 'man'
  | 'apt'
  | 'systemd';

/** One run of a program: its arguments as the process gets them, none of them for a shell. */
export interface Command {
  readonly program: ProgramName;
  readonly args: readonly string[];
}
