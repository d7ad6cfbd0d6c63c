/** Runs once for all component tests: builds and serves the fake, and opens a browser window for each worker. */
import type { TestProject } from 'vitest/node';
import { startBrowser } from './start-browser.ts';
import { workers } from './workers.ts';

declare module 'vitest' {
  interface ProvidedContext {
    fake: string;
    browser: string;
  }
}

export default async (project: TestProject): Promise<() => Promise<void>> => {
  const { fake, address, close } = await startBrowser(workers);
  project.provide('fake', fake);
  project.provide('browser', address);
  return close;
};
