/** A try while it runs, and how it ended. */
import type { ServiceDetails } from '../units/unit.ts';
import type { TryNote } from './try-settings.ts';

export interface TryLine {
  text: string;
  /** Of the service itself, or of systemd about it. */
  from: 'service' | 'manager' | 'journald';
  /** syslog levels: 0 emergency … 7 debug. */
  priority: number;
}

type TryPhase = 'starting' | 'running' | 'stopping' | 'ended';

export interface TryEnd extends Pick<
  ServiceDetails,
  'result' | 'exitKind' | 'exitStatus' | 'failedCommand' | 'workingFolder'
> {
  durationMs: number;
  /** What ended it. `skipped`: a condition wasn’t met. `dependency`: what it requires didn’t start. */
  by: 'itself' | 'person' | 'time' | 'skipped' | 'dependency';
  /** Processes outlived it, as its KillMode= lets them, and were killed. */
  killedRest: boolean;
  /** Not even systemd’s own lines were, if journald drops what comes, after too much of it. */
  isLogged: boolean;
}

/** What a page learns while it runs. */
export interface TryNews {
  /** The name of its unit. */
  id: string;
  phase: TryPhase;
  /** Since the last news. */
  lines: readonly TryLine[];
  /** Lines before these that are left out, since the last news. */
  omitted: number;
  /** null until the end. */
  end: TryEnd | null;
}

export interface TryStart {
  id: string;
  notes: readonly TryNote[];
}

const linesMax = 2000;
const charactersMax = 512 * 1024;

/** The last lines that a page shows, and how many before them don’t fit. A line has a few KB at most. */
export const lastThatFit = (
  lines: readonly TryLine[],
): { lines: readonly TryLine[]; omitted: number } => {
  let characters = 0;
  let from = lines.length;
  while (from > 0 && lines.length - from < linesMax) {
    characters += lines[from - 1]?.text.length ?? 0;
    if (characters > charactersMax) break;
    from -= 1;
  }
  return { lines: from === 0 ? lines : lines.slice(from), omitted: from };
};

export const trySecondsMin = 1;
export const trySecondsMax = 3600;
