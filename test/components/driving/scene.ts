/** Opens a scene of the fake in this worker’s window, and looks at it as a person would. */
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest';
import type { AppEvent } from '../../../electron/core/app/state.ts';
import { problem } from '../../../electron/core/problems/problem.ts';
import type { ProblemCode, ProblemFacts } from '../../../electron/core/problems/table.ts';
import type { MethodName } from '../../../electron/ipc/contract/index.ts';
import type { SceneName } from '../../fake/scenes.ts';

const worker = `worker=${process.env['VITEST_POOL_ID'] ?? '1'}`;

let browser: Browser;
export let page: Page;
/** What the page wrote as an error, or threw, since its scene was opened. */
let errors: string[] = [];

beforeAll(async () => {
  browser = await chromium.connectOverCDP(inject('browser'), { noDefaults: true });
  const pages = browser.contexts().flatMap((context) => context.pages());
  const own = pages.find((one) => one.url().endsWith(worker));
  if (own === undefined) throw new Error(`no window for ${worker}`);
  page = own;
  page.setDefaultTimeout(10_000);
  page.on('pageerror', ({ message }) => errors.push(message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  // One window of several has the focus; each page behaves as if it had.
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setFocusEmulationEnabled', { enabled: true });
  // The first page of a browser on a busy computer takes its time.
  await page.goto(`${inject('fake')}scene.html?${worker}`, {
    timeout: 45_000,
    waitUntil: 'commit',
  });
  await page.waitForFunction(() => window.fake !== undefined, null, { timeout: 45_000 });
});
afterAll(() => browser.close());

/** A page neither throws nor asks for what the contract does not know; a scene with a bug on purpose says so. */
afterEach(async () => {
  const bugs = await page.evaluate(() => window.fake?.bugs ?? []);
  expect([...errors, ...bugs]).toEqual([]);
});

interface Options {
  panel?: boolean;
  /** Milliseconds that each answer takes. */
  delay?: number;
  /** Of the window; 1080 × 720 unless said. */
  size?: { width: number; height: number };
  dark?: boolean;
}

let seen = '';

/** Sets size and colours only where they differ: each takes a round trip, and a layout. */
const setLook = async ({ size, dark = false }: Options): Promise<void> => {
  const { width, height } = size ?? { width: 1080, height: 720 };
  const wanted = `${String(width)} ${String(height)} ${String(dark)}`;
  if (wanted === seen) return;
  seen = wanted;
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
};

/** Puts a scene into the window, with a fake, a client and stores of its own. */
export const open = async (scene: SceneName, options: Options = {}): Promise<void> => {
  const { panel = false, delay = 0 } = options;
  errors = [];
  await setLook(options);
  await page.evaluate(([name, how]) => window.openScene?.(name, how), [
    scene,
    { panel, delay },
  ] as const);
};

/** The inputs with which the page asked for a method, in their order. */
export const asked = (name: MethodName): Promise<unknown[]> =>
  page.evaluate(
    (wanted) =>
      (window.fake?.calls ?? []).filter((call) => call.name === wanted).map(({ input }) => input),
    name,
  );

/** Something happens in the main process. */
export const happens = (event: AppEvent): Promise<void> =>
  page.evaluate((told) => window.fake?.dispatch(told), event);

export const button = (name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' });
export const dialog = () => page.getByRole('dialog');
export const alert = (text: string | RegExp) => page.getByRole('alert').filter({ hasText: text });

/** Chooses by its words among what a control of this name offers, a select or a menu. */
export const choose = async (name: string, option: string): Promise<void> => {
  const control = page.getByLabel(name, { exact: true });
  if ((await control.evaluate(({ tagName }) => tagName)) === 'SELECT') {
    await control.selectOption({ label: option });
    return;
  }
  await control.click();
  const roles = (['option', 'menuitemradio'] as const).map((role) =>
    page.getByRole(role, { name: option, exact: true }),
  );
  await roles.reduce((all, one) => all.or(one)).click();
};

/** What happened, in the words of the catalogue. */
export const what = <Code extends ProblemCode>(code: Code, facts: ProblemFacts[Code]): string =>
  problem(code, facts).what;

/** The line that the catalogue advises for it. */
export const advised = <Code extends ProblemCode>(code: Code, facts: ProblemFacts[Code]): string =>
  problem(code, facts).command ?? '';

/** Fails unless it is seen within the time of the page. */
export const shows = (text: string | RegExp): Promise<void> =>
  page.getByText(text).filter({ visible: true }).first().waitFor();

/** The errors and bugs so far are meant by the test. */
export const forgiveErrors = async (): Promise<string[]> => {
  const meant = errors;
  errors = [];
  await page.evaluate(() => window.fake?.bugs.splice(0));
  return meant;
};
