/** How a problem is told; problem-table.ts has them all. */
export interface Told {
  what: string;
  why: string;
  next: string;
  command?: string;
}
