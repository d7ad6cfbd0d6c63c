/** The run whose last lines an overview shows. */
export interface ShownRun {
  unit: string;
  /** Its id; null for the lines of any run. */
  invocation: string | null;
  /** It has ended, maybe before journald knew whose lines they were. */
  over: boolean;
  /** Opens the whole log. */
  onopen: () => void;
}
