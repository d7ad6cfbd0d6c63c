/** What an attempt to create something has done so far, and how each part is taken back. */
import { toProblem, type Problem } from '../core/errors.ts';

/** Takes one thing back; answers in words what it did, null when there was nothing to do. */
type Undo = () => Promise<string | null>;

export interface Attempt {
  /** Files that it made: they do not count as taken when the same is tried again. */
  files(): readonly string[];
  made(file: string, undo: Undo): void;
  /** To be taken back in reverse order. */
  done(undo: Undo): void;
  /** To be done once, after everything else was taken back. */
  finally(undo: Undo): void;
  isEmpty(): boolean;
  /** What could not be taken back stays, to be tried again, and the first reason is told. */
  takeBack(): Promise<{ words: string[]; problem: Problem | null }>;
}

export const createAttempt = (): Attempt => {
  let undos: Undo[] = [];
  let last: Undo | null = null;
  let files: string[] = [];

  const takeBack: Attempt['takeBack'] = async () => {
    const words: string[] = [];
    const left: Undo[] = [];
    let problem: Problem | null = null;
    for (const undo of [...undos].reverse().concat(last ?? [])) {
      try {
        const said = await undo();
        if (said !== null) words.push(said);
      } catch (thrown) {
        const told = toProblem(thrown);
        problem ??= told;
        words.push(`not done: ${told.what} ${told.why}`);
        if (undo !== last) left.unshift(undo);
      }
    }
    undos = left;
    if (left.length === 0) {
      files = [];
      last = null;
    }
    return { words, problem };
  };

  return {
    files: () => files,
    made: (file, undo) => {
      files.push(file);
      undos.push(undo);
    },
    done: (undo) => {
      undos.push(undo);
    },
    finally: (undo) => {
      last = undo;
    },
    isEmpty: () => undos.length === 0,
    takeBack,
  };
};
