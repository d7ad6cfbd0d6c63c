/** Tries units through the engine, and looks from outside for what is left. */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';
import type { TryEnd, TryLine, TryNews, TryStart } from '../../../electron/core/try/try-report.ts';
import { openHearth } from '../../open-engine.ts';
import { afterwards, person, service, shell, temporaryFolder, until } from '../workbench/bench.ts';

export interface Tried {
  id: string;
  notes: TryStart['notes'];
  end: TryEnd | null;
  lines: TryLine[];
  /** Lines that the page didn’t get. */
  omitted: number;
  phases: TryNews['phase'][];
}

/** What the program itself wrote. */
export const wordsOf = ({ lines }: Pick<Tried, 'lines'>): string[] =>
  lines.filter(({ from }) => from === 'service').map(({ text }) => text);

/** A process whose command line ends like this; '' if there is none. */
export const running = async (word: string): Promise<string> =>
  (await shell('ps', '-u', 'alice', '-o', 'args='))
    .split('\n')
    .find((line) => line.endsWith(word)) ?? '';

const unitFolders = ['systemd/user', 'systemd/transient'].map((folder) =>
  path.join(person.runtimeFolder, folder),
);

const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);

/** Files, units in memory, failed states, control groups and processes of tries. */
export const leftOf = async (stateFolder: string): Promise<string[]> => {
  const files = await Promise.all([...unitFolders, path.join(stateFolder, 'try')].map(namesIn));
  const units = await shell('systemctl', '--user', 'list-units', '--all', '--plain', '--no-legend');
  const groups = await shell('systemd-cgls', '--user-unit', '--no-pager', '--all').catch(() => '');
  const lines = [...files.flat(), ...`${units}\n${groups}`.split('\n')];
  return lines.filter((line) => line.includes('hearth-try-'));
};

export const openTries = async (stateFolder?: string) => {
  const state = stateFolder ?? (await temporaryFolder());
  const bugs: unknown[] = [];
  let heard: TryNews[] = [];
  const engine = openHearth(
    { stateFolder: state },
    {
      report: (bug) => bugs.push(bug),
      emit: (name, payload) => {
        if (name === 'tried') heard.push(payload as TryNews);
      },
    },
  );
  afterwards(async () => {
    await engine.leave();
    engine.dispose();
    expect(bugs).toEqual([]);
  });
  const { handlers } = engine;
  await until(
    'the inventory is complete',
    () => engine.store.account.state().manager.kind === 'running',
  );

  const ended = async ({ id, notes }: TryStart): Promise<Tried> => {
    await until('the try ends', () => heard.some(({ phase }) => phase === 'ended'), 60_000);
    return {
      id,
      notes,
      end: heard.at(-1)?.end ?? null,
      lines: heard.flatMap(({ lines }) => lines),
      omitted: heard.reduce((sum, news) => sum + news.omitted, 0),
      phases: [...new Set(heard.map(({ phase }) => phase))],
    };
  };
  const begin = async (start: TryStart | Promise<TryStart>): Promise<TryStart> => {
    heard = [];
    return start;
  };

  return {
    engine,
    bugs,
    handlers,
    state,
    ended,
    begin,
    news: () => heard,
    /** @param text in place of the file of the unit. */
    tryUnit: async (unit: string, text?: string, seconds = 30): Promise<Tried> => {
      heard = [];
      const edited =
        text === undefined
          ? []
          : [{ file: { kind: 'fragment' } as const, bytes: new TextEncoder().encode(text) }];
      return ended(await handlers.tryUnit({ unit, edited, seconds }));
    },
    expectNothingLeft: async (): Promise<void> => {
      expect(await leftOf(state)).toEqual([]);
    },
  };
};

/** A try of this text, in place of a service that does nothing. */
export const tryText = async (lines: readonly string[], seconds = 30): Promise<Tried> => {
  const unit = `trybad-${String(Date.now())}.service`;
  await service(unit, ['[Service]', 'ExecStart=/bin/true']);
  const tries = await openTries();
  const tried = await tries.tryUnit(unit, ['[Service]', ...lines, ''].join('\n'), seconds);
  await tries.expectNothingLeft();
  return tried;
};
