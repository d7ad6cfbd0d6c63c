/** Pastes the “In a terminal” line of a log into a shell: it shows the same lines, whatever the filters. */
import { expect, test } from 'vitest';
import { terminalLine, type LogQuery } from '../../../electron/core/logs/query.ts';
import { all, journalctl, of, says, start, sync, unique } from '../workbench/journal.ts';
import { paste } from './pasting.ts';

test('the shown command prints exactly the lines that pass the filters', async () => {
  const unit = unique('-filtered\\x2dby');
  await says(
    unit,
    `echo "<3>Bad \\"news\\" (a.b)"; echo "<6>bad 'news' 50%"; sleep 2.2; echo "<6>--file=/x"`,
  );
  await start(unit);
  await sync();
  const invocation = await journalctl.lastRun(unit);
  const { entries } = await all(of(unit));
  const said = (words: string) => entries.find(({ message }) => message.includes(words));
  const last = said('--file')?.at ?? 0;
  const whole = Math.floor(last / 1000) * 1000;
  const filters: Partial<LogQuery>[] = [
    {},
    { priority: 3 },
    { manager: false },
    { since: last },
    { until: whole - 200 },
    { text: "bad 'NEWS' 50%" },
    { text: 'Bad "news" (a.b)', caseSensitive: true },
    { text: '^--file=.x$', regex: true },
    { invocation: invocation },
    { invocation: invocation, manager: false },
    { boot: (await paste('cat /proc/sys/kernel/random/boot_id')).replaceAll('-', '') },
  ];
  for (const filter of filters) {
    const query = of(unit, filter);
    const shown = (await all(query)).entries.map(({ message }) => message);
    expect(shown, JSON.stringify(filter)).not.toEqual([]);
    const pasted = await paste(`${terminalLine(query) ?? ''} -o cat`);
    // With --grep, journalctl prints the newest line first.
    expect(pasted.split('\n').sort(), JSON.stringify(filter)).toEqual(shown.sort());
  }
}, 120_000);
