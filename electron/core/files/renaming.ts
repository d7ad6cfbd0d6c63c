/** What a rename doesn’t change, shown before it is done. */
export interface RenamePlan {
  unit: string;
  /**
   * Units of the person's own that name this one, with the key that does; null for a timer, path or socket that starts
   * it because it has the same name.
   */
  refers: { unit: string; key: string | null }[];
}
