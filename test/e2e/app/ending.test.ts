import { rm } from 'node:fs/promises';
import { afterEach, expect, test } from 'vitest';
import { attach, startAlone } from '../driving/hearth.ts';

const profile = '/tmp/hearth-ending';

/** Runs Hearth until its list is there, then sends it the signal. Returns whether it said that it crashed last time. */
const runUntil = async (signal: NodeJS.Signals): Promise<boolean> => {
  await rm(profile, { recursive: true, force: true });
  const app = startAlone(profile);
  try {
    const { page, detach } = await attach(profile);
    await page.getByRole('treeitem').first().waitFor();
    const crashed = await page.getByText('Hearth quit unexpectedly last time').isVisible();
    await detach();
    return crashed;
  } finally {
    app.kill(signal);
    await app;
  }
};

afterEach(() => rm(profile, { recursive: true, force: true }));

test(
  'reports a crash at the next start, and no end by a signal',
  { timeout: 120_000 },
  async () => {
    await runUntil('SIGTERM');
    expect(await runUntil('SIGINT'), 'after SIGTERM').toBe(false);
    expect(await runUntil('SIGKILL'), 'after SIGINT').toBe(false);
    expect(await runUntil('SIGTERM'), 'after SIGKILL').toBe(true);
  },
);
