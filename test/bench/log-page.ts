/** What a window's log view has painted, and when: measured in the page, by its own clock. */
import path from 'node:path';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import type { LogQuery } from '../../electron/core/logs/query.ts';
import type { BenchRows } from './page-rows.ts';

interface Opened {
  /** Milliseconds from the click until the first lines were painted. */
  first: number;
  /** Milliseconds until the view had this many lines. */
  all: number;
}

interface Transport {
  invoke(name: string, input: unknown): Promise<unknown>;
  subscribe(name: string, listener: (payload: unknown) => void): () => void;
}

/** window.hearth, which the page's own code declares with a narrower type. */
type HearthWindow = typeof globalThis & { hearth: Transport };

declare global {
  interface Window {
    benchRows?: BenchRows;
    benchOpened?: Promise<Opened>;
    benchFound?: Promise<number>;
  }
}

/**
 * From the next click on, waits until the log's end is painted and the view has this many lines. If the view read
 * fewer, scrolls up to see them, as a person would.
 */
export const nextClickPainted = async (page: Page, wanted: number) => {
  await page.evaluate((count) => {
    window.benchOpened = new Promise((resolve) => {
      let first = 0;
      const afterPaint = (then: () => void): void => {
        const channel = new MessageChannel();
        channel.port1.onmessage = then;
        channel.port2.postMessage(null);
      };
      const look = (clicked: number): void => {
        const view = document.querySelector('[role=listbox][aria-label=Log]');
        const painted = view?.querySelector('[role=option]') ?? null;
        const text = /([\d,]+) lines/.exec(document.querySelector('main')?.textContent ?? '');
        const held = Number((text?.[1] ?? '0').replaceAll(',', ''));
        if (view !== null && painted !== null && first === 0)
          afterPaint(() => (first ||= performance.now() - clicked));
        if (painted !== null && held >= count) {
          afterPaint(() => {
            resolve({ first, all: performance.now() - clicked });
          });
          return;
        }
        if (view !== null && painted !== null) view.scrollTop = 0;
        requestAnimationFrame(() => {
          look(clicked);
        });
      };
      document.addEventListener(
        'click',
        ({ timeStamp }) => {
          requestAnimationFrame(() => {
            look(timeStamp);
          });
        },
        { capture: true, once: true },
      );
    });
  }, wanted);
  return async (): Promise<Opened> => {
    const opened = await page.evaluate(() => window.benchOpened);
    if (opened === undefined) throw new Error('the page has lost its watch');
    return opened;
  };
};

/** The log view's own code from page-rows.ts, bundled because a page cannot import it. */
const rowsCode = async (): Promise<string> => {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      lib: {
        entry: path.join(import.meta.dirname, 'page-rows.ts'),
        formats: ['iife'],
        name: 'benchRowsOf',
      },
      write: false,
      target: 'chrome114',
    },
  });
  const [made] = [result].flat();
  const [chunk] = made !== undefined && 'output' in made ? made.output : [];
  if (chunk?.type !== 'chunk') throw new Error('page-rows.ts was not bundled');
  return chunk.code;
};

/**
 * Milliseconds until the window has read this many lines, from the end backwards, and made rows of them: what the log
 * view does with its pages, by its own code, without painting them.
 */
export const readLines = async (page: Page, query: LogQuery, count: number): Promise<number> => {
  const isThere = await page.evaluate(() => window.benchRows !== undefined);
  if (!isThere) await page.evaluate(await rowsCode());
  return page.evaluate(
    async ([asked, wanted]) => {
      const { hearth } = globalThis as HearthWindow;
      const { benchRows } = window;
      if (benchRows === undefined) throw new Error('the page has lost its code');
      const { unpackEntries, withOlder, limit } = benchRows;
      const read = 1_000_000_000;
      let rows: ReturnType<typeof withOlder> = [];
      let got = 0;
      const began = performance.now();
      await new Promise<void>((resolve, reject) => {
        const stop = hearth.subscribe('log', (payload) => {
          const part = payload as { read: number; packed: string; done: unknown };
          if (part.read !== read) return;
          const entries = unpackEntries(part.packed);
          const before = rows[0]?.n ?? 0;
          // No more than the view keeps.
          rows = withOlder(rows, entries, 0).slice(0, limit);
          got += before - (rows[0]?.n ?? 0);
          if (part.done === null) return;
          stop();
          if (got === wanted) resolve();
          else reject(new Error(`${got} of ${wanted} lines came: ${JSON.stringify(part.done)}`));
        });
        const place = { kind: 'end' };
        const input = { read, query: asked, place, direction: 'older', count: wanted };
        hearth.invoke('readLog', input).catch(reject);
      });
      return performance.now() - began;
    },
    [query, count] as const,
  );
};

/** Milliseconds from Enter in the search field until a matching line is painted; clears the search afterwards. */
export const searchPainted = async (page: Page, word: string): Promise<number> => {
  const field = page.getByRole('textbox', { name: 'Search messages' });
  await page.evaluate((wanted) => {
    const isShown = (): boolean =>
      [...document.querySelectorAll('[role=listbox][aria-label=Log] [role=option]')].some((row) =>
        row.textContent.includes(wanted),
      );
    window.benchFound = new Promise((resolve, reject) => {
      document.addEventListener(
        'input',
        ({ timeStamp }) => {
          if (isShown()) reject(new Error('the line was in sight before'));
          const look = (): void => {
            if (!isShown()) {
              requestAnimationFrame(look);
              return;
            }
            const channel = new MessageChannel();
            channel.port1.onmessage = () => {
              resolve(performance.now() - timeStamp);
            };
            channel.port2.postMessage(null);
          };
          look();
        },
        { capture: true, once: true },
      );
    });
  }, word);
  // The search starts when typing pauses; Enter starts it at once.
  await field.fill(word);
  await field.press('Enter');
  const found = await page.evaluate(() => window.benchFound);
  await field.fill('');
  await field.press('Enter');
  if (found === undefined) throw new Error('the page has lost its watch');
  return found;
};
