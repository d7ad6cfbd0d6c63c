/** `hearth next`: when the person’s own timers run next, the soonest first. */
import { localTime } from '../core/text/local-time.ts';
import { span } from '../core/text/span.ts';
import { cliCommandTexts } from '../core/texts/cli/command.ts';
import { unitTypeOf } from '../core/names/unit-name.ts';
import { isUp } from '../core/units/unit.ts';
import type { LookingEngine } from './looking-engine.ts';
import { ifKnown, ownUnits } from './print-status.ts';
import { type Print, tableLines } from './table-lines.ts';

/** The output of `--json`: a promise to programs, so names stay. */
export interface NextRun {
  timer: string;
  /** The units that it starts. */
  starts: readonly string[];
  /** ISO 8601 in UTC. */
  at: string;
}

export const printNext = async (
  asJson: boolean,
  engine: LookingEngine,
  { print, tell }: Print,
): Promise<0> => {
  const timers = (await ownUnits(engine)).filter(
    (unit) => isUp(unit) && unitTypeOf(unit.name) === 'timer',
  );
  const all = await Promise.all(timers.map(({ name }) => ifKnown(engine.inventory.details(name))));
  const runs = all
    .flatMap((details) =>
      details?.kind === 'timer' && details.nextAt !== null
        ? [{ timer: details.name, starts: details.triggers, at: details.nextAt }]
        : [],
    )
    .sort((a, b) => a.at - b.at);
  const now = Date.now();
  if (asJson) {
    const answer: NextRun[] = runs.map((run) => ({ ...run, at: new Date(run.at).toISOString() }));
    print(JSON.stringify(answer, undefined, 2));
  } else if (runs.length === 0) tell(cliCommandTexts.noTimers);
  else {
    const { at, left, timer, starts } = cliCommandTexts.headings;
    const rows = runs.map((run) => [
      localTime(run.at, ' '),
      span((run.at - now) / 1000),
      run.timer,
      run.starts.join(' '),
    ]);
    for (const line of tableLines([[at, left, timer, starts], ...rows])) print(line);
  }
  return 0;
};
