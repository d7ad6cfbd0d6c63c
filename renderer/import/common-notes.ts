/** What holds for every choice is said once. @param all the notes of each that can be chosen. */
export const commonNotes = (all: readonly (readonly string[])[]): string[] =>
  all.length < 2 ? [] : (all[0] ?? []).filter((note) => all.every((notes) => notes.includes(note)));
