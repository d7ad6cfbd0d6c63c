/** The files of the unit on the page as they are on disk, re-read whenever something may have changed. */
import { toProblem, type Problem } from '../../electron/core/problems/problem.ts';
import type { UnitSource } from '../../electron/core/files/unit-files.ts';
import type { PageClient } from '../client.svelte.ts';
import type { Desk } from './open-files.ts';
import type { Unsaved } from './unsaved.ts';

export interface SourceReader {
  readonly source: UnitSource | null;
  readonly problem: Problem | null;
  /** Resolves when the newest read is done, even if it started later. */
  read(): Promise<void>;
}

interface Deps {
  hearth: Pick<PageClient['hearth'], 'unitSource'>;
  desk: Pick<Desk, 'sync'>;
  unsaved: Pick<Unsaved, 'load'>;
}

export const createSourceReader = ({ hearth, desk, unsaved }: Deps, unit: string): SourceReader => {
  let source = $state.raw<UnitSource | null>(null);
  let problem = $state.raw<Problem | null>(null);
  let latest = 0;
  let newest: Promise<void> = Promise.resolve();
  const readOnce = async (number: number): Promise<void> => {
    try {
      await unsaved.load();
      const answer = await hearth.unitSource({ unit });
      if (number === latest) {
        desk.sync(answer);
        source = answer;
        problem = null;
      }
    } catch (thrown) {
      if (number === latest) problem = toProblem(thrown);
    }
    if (number !== latest) await newest;
  };
  return {
    get source() {
      return source;
    },
    get problem() {
      return problem;
    },
    read: () => {
      latest += 1;
      newest = readOnce(latest);
      return newest;
    },
  };
};
