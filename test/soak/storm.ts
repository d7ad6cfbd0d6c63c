/** Thousands of units, one of which restarts ten times a second, in a Hearth that no debugger slows down. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { memoryOf } from '../bench/process-tree.ts';
import { sleeper, unitFolder, unitPath } from '../e2e/driving/files.ts';
import { attach, startAlone } from '../e2e/driving/hearth.ts';
import { property, said } from '../e2e/driving/outside.ts';
import { expectSameState } from '../e2e/faults/same-state.ts';
import { answersOf, answerTo, type Answers } from '../e2e/units/answers.ts';

const profile = '/tmp/hearth-storm';
const restarting = 'storm-restarts.service';
const text =
  '[Unit]\nStartLimitIntervalSec=0\n\n[Service]\nExecStart=/bin/true\nRestart=always\nRestartSec=80ms\n';
const betweenClicksMs = 250;
/** What a click costs is little beside what happens anyway. */
const pause = () => new Promise((resolve) => setTimeout(resolve, betweenClicksMs));

export interface Storm {
  restartsPerSecond: number;
  answers: Answers;
  /** Of one processor: all of the main process. */
  mainShare: number;
  /** Megabytes that are its own, after a third of the time and at the end. */
  memory: { early: number; late: number };
}

/** Seconds of processor time of a process so far. Source: proc_pid_stat(5), with 100 ticks a second. */
const usedBy = async (pid: number): Promise<number> => {
  const stat = await readFile(`/proc/${String(pid)}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
};

/** @throws if its state isn't systemctl's afterwards. */
export const storm = async (units: number, seconds: number): Promise<Storm> => {
  const many = Array.from({ length: units - 1 }, (_, at) => `storm-many-${String(at)}.service`);
  await mkdir(unitFolder, { recursive: true });
  for (const unit of many) await writeFile(unitPath(unit), sleeper(`Number ${unit}`));
  await writeFile(unitPath(restarting), text);
  await said('systemctl', '--user', 'daemon-reload');
  await rm(profile, { recursive: true, force: true });
  const app = startAlone(profile);
  const pid = app.pid ?? 0;
  const { page, detach } = await attach(profile);
  const own = async () => (await memoryOf(pid)).anonymousBytes / 1e6;
  const restarts = async () => Number(await property(restarting, 'NRestarts'));
  try {
    await page.getByRole('treeitem', { name: /^storm-many-0/ }).click();
    await page.getByRole('tab', { name: 'Log' }).waitFor();
    await said('systemctl', '--user', 'start', '--', restarting);
    const before = { used: await usedBy(pid), restarts: await restarts() };
    let early = 0;
    const began = performance.now();
    const waits: number[] = [];
    while (performance.now() < began + seconds * 1000) {
      waits.push(await answerTo(page, waits.length % 2 === 0 ? 'Log' : 'Overview'));
      await pause();
      // Before, caches are still filling.
      if (early === 0 && performance.now() > began + (seconds * 1000) / 3) early = await own();
    }
    const passed = (performance.now() - began) / 1000;
    const result: Storm = {
      restartsPerSecond: ((await restarts()) - before.restarts) / passed,
      answers: answersOf(waits),
      mainShare: ((await usedBy(pid)) - before.used) / passed,
      memory: { early, late: await own() },
    };
    await said('systemctl', '--user', 'stop', '--', restarting);
    await expectSameState(page, '*7.service');
    return result;
  } finally {
    await detach();
    app.kill('SIGTERM');
    await app;
    await rm(profile, { recursive: true, force: true });
    await said('systemctl', '--user', 'stop', '--', restarting);
    for (const unit of [...many, restarting]) await rm(unitPath(unit), { force: true });
    await said('systemctl', '--user', 'daemon-reload');
  }
};

export const stormLine = ({ restartsPerSecond, mainShare, memory }: Storm): string =>
  `${restartsPerSecond.toFixed(1)} restarts a second, main process ${(100 * mainShare).toFixed(1)} % of a processor, ` +
  `memory ${memory.early.toFixed(0)} → ${memory.late.toFixed(0)} MB`;
