import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { service, steps } from '../../walk/steps.ts';
import { clearAway, home } from '../driving/files.ts';
import { startHearth, type Hearth } from '../driving/hearth.ts';
import { said, saidToRoot } from '../driving/outside.ts';

let hearth: Hearth;
let page: Page;

const clear = async (): Promise<void> => {
  await clearAway(service);
  await rm(path.join(home, '.local/state/custom-user-worker.log'), { force: true });
  await saidToRoot('loginctl', 'disable-linger', process.env['USER'] ?? '');
};

beforeAll(async () => {
  await clear();
  hearth = await startHearth();
  page = await hearth.window();
});
afterAll(async () => {
  await hearth.close();
  await clear();
});

// Each step checks itself from outside the app, and throws.
for (const step of steps) {
  test(`${step.id} ${step.title}`, async () => {
    const { command, answer } = await step.run(page);
    expect(command).not.toBe('');
    console.log(`$ ${command}\n${answer}`);
  });
}

test('the service keeps running after Hearth quits', async () => {
  await hearth.close();
  expect(await said('systemctl', '--user', 'is-active', service)).toBe('active');
});
