/** Where a page spends its time, if requested: `npm run bench -- NAME --profile`. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';

/** The folder for profiles; unset, none are made. Profiling costs time, so don't trust the figures of such a run. */
export const profileFolder = 'HEARTH_BENCH_PROFILES';

/** Does the work while recording NAME.cpuprofile of the page, for Chromium's own tools. */
export const profiled = async <Value>(
  page: Page,
  name: string,
  work: () => Promise<Value>,
): Promise<Value> => {
  const folder = process.env[profileFolder];
  if (folder === undefined) return work();
  const session = await page.context().newCDPSession(page);
  await session.send('Profiler.enable');
  await session.send('Profiler.setSamplingInterval', { interval: 200 });
  await session.send('Profiler.start');
  try {
    return await work();
  } finally {
    const { profile } = await session.send('Profiler.stop');
    await writeFile(path.join(folder, `${name}.cpuprofile`), JSON.stringify(profile));
    await session.detach();
  }
};
