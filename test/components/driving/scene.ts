/** Opens scenes of the fake in this worker’s window, and uses them as a person would. */
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
/** What the page threw or logged as an error since its scene opened. */
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
  // Only one window can have the focus, so make each page behave as if it had.
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setFocusEmulationEnabled', { enabled: true });
  // The first page takes a while on a busy computer.
  await page.goto(`${inject('fake')}scene.html?${worker}`, {
    timeout: 45_000,
    waitUntil: 'commit',
  });
  await page.waitForFunction(() => window.fake !== undefined, null, { timeout: 45_000 });
});
afterAll(() => browser.close());

/** Fails if the page threw or violated the contract. Tests of a deliberate bug call `forgiveErrors`. */
afterEach(async () => {
  const bugs = await page.evaluate(() => window.fake?.bugs ?? []);
  expect([...errors, ...bugs]).toEqual([]);
});

interface Options {
  panel?: boolean;
  /** Delay of each answer, in milliseconds. */
  delay?: number;
  /** Size of the window, 1080 × 720 by default. */
  size?: { width: number; height: number };
  dark?: boolean;
  /** The desktop replaces colours by a few of its own. */
  forced?: boolean;
  /** The page is laid out from right to left. */
  rtl?: boolean;
  /** English by default. */
  language?: string;
  /** With characters that nobody sees, in every text that comes from others. */
  hostile?: boolean;
}

let seen = '';

/** Sets size and colours only when they differ: each costs a round trip and a layout. */
export const setLook = async (options: Options): Promise<void> => {
  const { size, dark = false, forced = false, rtl = false } = options;
  const { width, height } = size ?? { width: 1080, height: 720 };
  const wanted = [width, height, dark, forced, rtl].join(' ');
  if (wanted === seen) return;
  seen = wanted;
  await page.setViewportSize({ width, height });
  await page.emulateMedia({
    colorScheme: dark ? 'dark' : 'light',
    forcedColors: forced ? 'active' : 'none',
  });
  await page.evaluate(
    (dir) => {
      document.documentElement.dir = dir;
    },
    rtl ? 'rtl' : 'ltr',
  );
};

/** Opens a scene in the window, with a new fake, client and stores. */
export const open = async (scene: SceneName, options: Options = {}): Promise<void> => {
  const { panel = false, delay = 0, language = 'en', hostile = false } = options;
  errors = [];
  await setLook(options);
  await page.evaluate(([name, how]) => window.openScene?.(name, how), [
    scene,
    { panel, delay, language, hostile },
  ] as const);
};

/** The inputs of the page’s calls to a method, in order. */
export const asked = (name: MethodName): Promise<unknown[]> =>
  page.evaluate(
    (wanted) =>
      (window.fake?.calls ?? []).filter((call) => call.name === wanted).map(({ input }) => input),
    name,
  );

/** Makes something happen in the main process. */
export const happens = (event: AppEvent): Promise<void> =>
  page.evaluate((told) => window.fake?.dispatch(told), event);

export const button = (name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' });
export const dialog = () => page.getByRole('dialog');
export const alert = (text: string | RegExp) => page.getByRole('alert').filter({ hasText: text });

/** Shows the search and the filters of the list. */
export const find = async (): Promise<void> => {
  await page.getByRole('tree').waitFor();
  await page.keyboard.press('Control+f');
};

/** Chooses an option by its text in the select or menu with this name. */
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

/** What happened, as the catalogue words it. */
export const what = <Code extends ProblemCode>(code: Code, facts: ProblemFacts[Code]): string =>
  problem(code, facts).what;

/** The command that the catalogue suggests. */
export const advised = <Code extends ProblemCode>(code: Code, facts: ProblemFacts[Code]): string =>
  problem(code, facts).command ?? '';

/** Fails unless the text becomes visible within the page’s timeout. */
export const shows = (text: string | RegExp): Promise<void> =>
  page.getByText(text).filter({ visible: true }).first().waitFor();

/** Accepts the errors and bugs so far as expected. Returns the errors. */
export const forgiveErrors = async (): Promise<string[]> => {
  const meant = errors;
  errors = [];
  await page.evaluate(() => window.fake?.bugs.splice(0));
  return meant;
};

/** For what a busy computer takes longer to answer than `expect.poll` waits by default. */
export const patiently = { timeout: 10_000 };
