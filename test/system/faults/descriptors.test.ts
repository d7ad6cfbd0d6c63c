/** This process, and Hearth in it, can open no file any more. */
import { closeSync, openSync } from 'node:fs';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { afterwards, person, problemOf, shell, until } from '../workbench/bench.ts';
import { useHearth } from './in-use.ts';

/** Takes all there are, at most a few hundred. Returns how to free them. */
const useUp = async (): Promise<() => void> => {
  const limits = (soft: string) =>
    shell('prlimit', `--pid=${String(process.pid)}`, `--nofile=${soft}:`);
  const words = ['--noheadings', '--output=SOFT', '--nofile', `--pid=${String(process.pid)}`];
  const usual = (await shell('prlimit', ...words)).trim();
  afterwards(() => limits(usual));
  await limits('500');
  const taken: number[] = [];
  const free = (): void => {
    for (const one of taken.splice(0)) closeSync(one);
  };
  afterwards(free);
  try {
    for (;;) taken.push(openSync('/dev/null', 'r'));
  } catch {
    // None is left.
  }
  return free;
};

test('without descriptors, the list stays, each action says why not, and all is caught up with later', async () => {
  const used = await useHearth();
  const { state, act, follow, keepDraft } = used;
  const before = Object.keys(state().units);
  // Started while it can be.
  const others = execa('sh', { stdin: 'pipe', reject: false });
  afterwards(() => others.stdin.end());
  const free = await useUp();
  others.stdin.write(
    `printf '[Service]\\nExecStart=/bin/true\\n' > ${person.unitFolder}/by-others.service; systemctl --user daemon-reload\n`,
  );
  const missed = await until('the note', () => state().unwatched);
  expect(missed.code).toBe('descriptors-used-up');
  expect(await act('restart')).toMatchObject({ code: 'descriptors-used-up' });
  const log = follow();
  expect(await until('the end of the log', log.ended)).toMatchObject({
    code: 'descriptors-used-up',
  });
  expect((await problemOf(Promise.resolve(keepDraft()))).why).toMatch(/limit of open files/);
  expect(Object.keys(state().units)).toEqual(before);

  free();
  await until('no note', () => state().unwatched === null);
  await until('the new unit', () => state().units['by-others.service']);
  await keepDraft();
  await used.expectWhole();
});
