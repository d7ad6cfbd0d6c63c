/**
 * `npm run pictures [WORD …]`: saves a picture of each scene with one of the words in its name, in each look, in
 * out/components/. For people to look at; nothing is compared.
 */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { chromium, type CDPSession, type Page } from 'playwright-core';
import { tellAndExit } from '../../build/problem.ts';
import { scenes } from '../fake/scenes.ts';
import { outDirectory } from '../machine/paths.ts';
import { startBrowser } from './driving/start-browser.ts';

interface Look {
  name: string;
  width: number;
  height: number;
  /** Screen pixels per page pixel. */
  scale: number;
  dark: boolean;
  language: string;
  /** The desktop replaces colours by a few of its own. */
  forced?: boolean;
  rtl?: boolean;
}

const usual = { width: 1080, height: 720, scale: 1, dark: false, language: 'en' };
const looks: Look[] = [
  { ...usual, name: 'light' },
  { ...usual, name: 'dark', dark: true },
  { ...usual, name: '900x600', width: 900, height: 600 },
  // A window of 1280 × 800 at 200 %.
  { ...usual, name: '200-percent', width: 640, height: 400, scale: 2 },
  { ...usual, name: 'forced-colors', dark: true, forced: true },
  { ...usual, name: 'right-to-left', rtl: true },
  { ...usual, name: 'pseudo', language: 'pseudo' },
];

const setLook = async (page: Page, session: CDPSession, look: Look): Promise<void> => {
  const { width, height, scale, dark, forced = false, rtl = false } = look;
  const metrics = { width, height, deviceScaleFactor: scale, mobile: false };
  await session.send('Emulation.setDeviceMetricsOverride', metrics);
  await page.emulateMedia({
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    forcedColors: forced ? 'active' : 'none',
  });
  await page.evaluate(
    (dir) => {
      document.documentElement.dir = dir;
    },
    rtl ? 'rtl' : 'ltr',
  );
};

const main = async (): Promise<void> => {
  const words = process.argv.slice(2);
  const names = Object.keys(scenes).filter(
    (name) => words.length === 0 || words.some((word) => name.includes(word)),
  );
  const folder = path.join(outDirectory, 'components');
  await mkdir(folder, { recursive: true });
  const { fake, address, close } = await startBrowser(1);
  try {
    const browser = await chromium.connectOverCDP(address, { noDefaults: true });
    const page = browser.contexts().flatMap((context) => context.pages())[0];
    if (page === undefined) throw new Error('the browser has no window');
    const session = await page.context().newCDPSession(page);
    await page.goto(`${fake}scene.html`, { timeout: 45_000, waitUntil: 'commit' });
    await page.waitForFunction(() => window.openScene !== undefined);
    for (const look of looks) {
      await setLook(page, session, look);
      for (const name of names) {
        const how = { panel: false, delay: 0, language: look.language };
        await page.evaluate(([scene, to]) => window.openScene?.(scene, to), [name, how] as const);
        // Let answers arrive and skeletons disappear.
        await page.waitForTimeout(250);
        await page.screenshot({ path: path.join(folder, `${name}-${look.name}.png`) });
      }
    }
    await browser.close();
  } finally {
    await close();
  }
  console.log(`${String(names.length * looks.length)} pictures in out/components/`);
};

await main().catch(tellAndExit);
