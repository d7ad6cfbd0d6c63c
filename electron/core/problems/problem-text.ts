/** The text of a problem before it is data: what happened, why, what to do, the command to try. */
export interface ProblemText {
  what: string;
  why: string;
  next: string;
  command?: string | null;
}
