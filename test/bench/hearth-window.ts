/** A Hearth with its window and a thousand services, to measure what happens in it. */
import type { Page } from 'playwright-core';
import { attach } from '../e2e/driving/hearth.ts';
import { makeProfile, startApp, type App } from './apps.ts';

export interface HearthWindow {
  app: App;
  page: Page;
  close(): Promise<void>;
}

/** @param electron the one to run; this run's by default. */
export const openHearth = async (electron?: string): Promise<HearthWindow> => {
  const profile = await makeProfile();
  const args = ['--remote-debugging-port=0'];
  const which = electron === undefined ? {} : { electron };
  const app = startApp('hearth', { profile: profile.folder, args, ...which });
  const { page, detach } = await attach(profile.folder);
  return {
    app,
    page,
    close: async () => {
      await detach();
      await app.end();
      await profile.remove();
    },
  };
};
