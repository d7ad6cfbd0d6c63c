/** Failing services, and a Hearth in the tray that tells of them, for the tests of notifications. */
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { quietFor } from '../../quiet.ts';
import { clearAway, home, layDown } from './files.ts';
import { startHearth, type Hearth } from './hearth.ts';
import { startServer, watchNotifications } from './notifications.ts';
import { said, until } from './outside.ts';
import { trayOf } from './tray-bus.ts';

export const one = 'notice-one.service';
export const [two, three] = ['notice-two.service', 'notice-three.service'] as const;
const all = [one, two, three];

/** The services work once this file exists. */
export const flag = path.join(home, 'notice-go');
export const settings = path.join(home, '.config/hearth/settings.ini');
const kept = path.join(home, '.local/state/hearth/incidents');
export const pictures = '/out/notices';

export const flagged =
  '[Service]\nExecStart=/bin/sh -c "test -e %h/notice-go && exec sleep 1000; echo \'fatal: no <flag> & no go\'; sleep 0.2; exit 3"\n';
/** Returns an error when it is stopped. */
export const rude =
  '[Service]\nExecStart=/bin/sh -c "trap \'exit 5\' TERM; while :; do sleep 0.1; done"\n';

export const systemctl = (...args: string[]): Promise<string> =>
  said('systemctl', '--user', ...args);

/** Time for a notification that must not come. */
export const nothingComes = (): Promise<void> =>
  quietFor(3500, 'a notification comes within a second or two');

interface Stage {
  desktop: Awaited<ReturnType<typeof watchNotifications>>;
  hearth: Hearth;
  tray: Awaited<ReturnType<typeof trayOf>>;
}

/** What `prepare` and `start` have set up for the present test. */
export const stage = {} as Stage;

/** Starts Hearth in the tray, and waits until it watches. */
export const start = async (): Promise<void> => {
  stage.hearth = await startHearth({ args: ['--hidden'] });
  stage.tray = await trayOf(stage.hearth.pid);
  // Until then, what fails counts as failed while Hearth wasn't running.
  await until('the first look at the units', async () =>
    (await readFile(path.join(kept, 'last.json'), 'utf8')).includes('watchedUntil'),
  );
};

/** Before each test of a file: a new notification server, and three services that fail. */
export const prepare = (): void => {
  beforeAll(async () => {
    await mkdir(pictures, { recursive: true });
    await rm(settings, { force: true });
    await clearAway(...all);
  });
  beforeEach(async () => {
    await startServer();
    stage.desktop = await watchNotifications();
    await rm(flag, { force: true });
    for (const unit of all) await layDown(unit, flagged);
  });
  afterEach(async () => {
    await stage.hearth.close();
    await stage.desktop.close();
    await clearAway(...all);
    for (const file of [settings, kept, flag]) await rm(file, { recursive: true, force: true });
  });
  afterAll(async () => {
    await startServer();
    await rm(path.join(home, '.config/dunst'), { recursive: true, force: true });
  });
};
