/** Hearth in use: a service that writes a line ten times a second, its log on the screen, and an edit not yet saved. */
import { readFile, writeFile } from 'node:fs/promises';
import { expect } from 'vitest';
import { unpackEntries } from '../../../electron/core/logs/entry.ts';
import { wholeLog } from '../../../electron/core/logs/query.ts';
import type { Problem } from '../../../electron/core/problems/problem.ts';
import { openLocalHost } from '../../../electron/host/local.ts';
import { programFolders } from '../../../electron/host/programs.ts';
import { openHearth } from '../../open-engine.ts';
import { afterwards, person, property, temporaryFolder, until } from '../workbench/bench.ts';
import { expectTrue } from '../workbench/kept.ts';
import { systemctl } from '../workbench/manager-bench.ts';
import { emptyFolder, put } from '../workbench/unit-folder.ts';

export const unit = 'in-use.service';
const fragment = { kind: 'fragment' } as const;
const typed = Buffer.from('# typed, and not yet saved\n');

interface Surroundings {
  /** Where Hearth looks for programs. */
  folders: readonly string[];
  stateFolder: string;
}

export const useHearth = async (given: Partial<Surroundings> = {}) => {
  const { folders = programFolders, stateFolder = await temporaryFolder() } = given;
  await emptyFolder();
  const script = `${await temporaryFolder()}/lines.sh`;
  await writeFile(script, 'i=0; while :; do i=$((i + 1)); echo line $i; sleep 0.1; done\n');
  const text = `[Service]\nExecStart=/bin/sh ${script}\n`;
  await put(unit, text);
  await systemctl('daemon-reload');
  await systemctl('start', unit);
  afterwards(() => systemctl('stop', unit));

  const bugs: unknown[] = [];
  /** Lines by the number of the read that sent them, and why it ended. */
  const lines = new Map<number, number>();
  const ended = new Map<number, Problem | null>();
  const engine = openHearth(
    { stateFolder },
    {
      report: (bug) => bugs.push(bug),
      emit: (_, payload) => {
        if (payload === null || !('read' in payload)) return;
        const { read, packed, done } = payload;
        lines.set(read, (lines.get(read) ?? 0) + unpackEntries(packed).length);
        if (done !== null) ended.set(read, done.problem);
      },
    },
    openLocalHost({ environment: process.env, account: person, folders }),
  );
  afterwards(engine.dispose);
  const state = () => engine.store.account.state();
  const running = () => until('the manager answers', () => state().manager.kind === 'running');
  await running();
  const draft = { unit, file: fragment, version: null, base: Buffer.from(text), bytes: typed };
  const keepDraft = () => engine.handlers.keepDraft(draft);
  await keepDraft();

  let read = 0;
  const query = { ...wholeLog, units: [unit], manager: false, processes: [] };
  /** Follows the log from now on, or its lines with this text. Returns how many lines came, and why it ended. */
  const follow = (text = '') => {
    read += 1;
    const number = read;
    void engine.handlers.followLog({ read: number, query: { ...query, text }, after: null });
    return { lines: () => lines.get(number) ?? 0, ended: () => ended.get(number) };
  };
  const act = (action: 'start' | 'stop' | 'restart') =>
    Promise.resolve(engine.handlers.actOnUnit({ unit, action }));

  /** Everything works, is as systemctl says, and nothing is lost. */
  const expectWhole = async (): Promise<void> => {
    await running();
    expect(await act('restart')).toBeNull();
    await until('it runs', () => state().units[unit]?.activeState === 'active');
    const log = follow('line');
    await until('lines', () => log.lines() > 5);
    expect(await act('stop')).toBeNull();
    expect(await property(unit, 'ActiveState')).toBe('inactive');
    expect(await act('start')).toBeNull();
    await expectTrue(() => state().units);
    const drafts = await engine.handlers.drafts(undefined);
    expect(drafts.map(({ bytes }) => Buffer.from(bytes).toString())).toEqual([typed.toString()]);
    expect(await readFile(`${person.unitFolder}/${unit}`, 'utf8')).toBe(text);
    expect(bugs).toEqual([]);
  };
  return { engine, state, running, follow, act, keepDraft, expectWhole };
};

export type Used = Awaited<ReturnType<typeof useHearth>>;
