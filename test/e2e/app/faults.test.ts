/** Faults of Hearth's own processes: killed, or throwing where nobody catches. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openForm } from '../driving/form.ts';
import { home } from '../driving/files.ts';
import { startHearth, takePageErrors, type Hearth } from '../driving/hearth.ts';
import { said, until } from '../driving/outside.ts';
import { trayOf } from '../driving/tray-bus.ts';

let hearth: Hearth;
beforeEach(async () => {
  hearth = await startHearth();
  await (await hearth.window()).getByRole('button', { name: 'New service' }).first().waitFor();
});
afterEach(() => hearth.close());

/**
 * Playwright loses a page whose process is killed; the main process doesn't. null while there is no page: a script is
 * never answered if the process ends meanwhile.
 */
const inPage = (script: string): Promise<unknown> =>
  hearth.app.evaluate(async ({ BrowserWindow }, source) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (contents === undefined || contents.isCrashed() || contents.isLoading()) return null;
    const ended = new Promise((resolve) => setTimeout(resolve, 300, null));
    return Promise.race([contents.executeJavaScript(source) as Promise<unknown>, ended]);
  }, script);
const textOfPage = async (): Promise<string> => String(await inPage('document.body.innerText'));

const killPage = async (): Promise<void> => {
  const pid = await hearth.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId(),
  );
  expect(pid).toBeGreaterThan(0);
  process.kill(pid ?? 0, 'SIGKILL');
};

const log = (): Promise<string> =>
  readFile(path.join(home, '.local/state/hearth/log/hearth.log'), 'utf8');

describe('a killed page', () => {
  test('comes back where it was, with what was typed, and says so', async () => {
    const page = await hearth.window();
    await openForm(page);
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('typed-before-the-crash');
    await until('the form to be kept', async () =>
      (
        await readFile(path.join(home, '.local/state/hearth/form/new-service.json'), 'utf8')
      ).includes('typed-before-the-crash'),
    );
    await killPage();
    await until(
      'the note',
      async () => (await textOfPage()).includes('crashed and was reopened'),
      20,
    );
    await until('the form', async () => {
      const typed = await inPage(
        '[...document.querySelectorAll("input, textarea")].some(({ value }) => value === "typed-before-the-crash")',
      );
      return typed;
    });
    await inPage(
      '[...document.querySelectorAll("button")].find((one) => one.ariaLabel === "Dismiss").click()',
    );
    await until('no note', async () => !(await textOfPage()).includes('crashed and was reopened'));
  });

  test('that is killed three times in a minute leaves a plain dialog, which can reopen it', async () => {
    for (let kill = 0; kill < 3; kill += 1) {
      await until('the page', async () => (await textOfPage()).includes('Find or do'), 20);
      await killPage();
    }
    const dialog = await until('the dialog', () =>
      said('xdotool', 'search', '--onlyvisible', '--name', '^Hearth$'),
    );
    const [id = ''] = dialog.split('\n');
    await said('xdotool', 'windowactivate', '--sync', id);
    await said('xdotool', 'key', 'Return');
    await until('the page again', async () => (await textOfPage()).includes('Find or do'), 20);
  });
});

test('survives that its compositing process is killed, again and again', async () => {
  for (let kill = 0; kill < 5; kill += 1) {
    const pid = await until('a compositing process', async () =>
      hearth.app.evaluate(
        ({ app }) => app.getAppMetrics().find(({ type }) => type === 'GPU')?.pid ?? 0,
      ),
    );
    process.kill(pid, 'SIGKILL');
    await until('another process', async () =>
      hearth.app.evaluate(
        ({ app }, old) =>
          app.getAppMetrics().some(({ type, pid: now }) => type === 'GPU' && now !== old),
        pid,
      ),
    );
  }
  // It still paints, and the tray is there.
  const painted = await hearth.app.evaluate(async ({ BrowserWindow }) => {
    const image = await BrowserWindow.getAllWindows()[0]?.webContents.capturePage();
    return image?.isEmpty() === false;
  });
  expect(painted).toBe(true);
  await trayOf(hearth.pid);
});

test('logs uncaught errors of the main process and reports them once, without a dialog', async () => {
  await hearth.app.evaluate(() => {
    setTimeout(() => {
      throw new Error('planted exception');
    });
    setTimeout(() => {
      void Promise.reject(new Error('planted rejection'));
    });
  });
  await until('the note', async () =>
    (await textOfPage()).includes('Something went wrong in Hearth.'),
  );
  await until('both in the log', async () => {
    const text = await log();
    return text.includes('planted exception') && text.includes('planted rejection');
  });
  const page = await hearth.window();
  expect(await page.getByText('Something went wrong in Hearth.').count()).toBe(1);
  const windows = await said('xdotool', 'search', '--onlyvisible', '--name', 'Error|Hearth');
  expect(windows.split('\n')).toHaveLength(1);
});

test('logs uncaught errors of the page', async () => {
  const page = await hearth.window();
  await page.evaluate(() => {
    setTimeout(() => {
      throw new Error('planted in the page');
    });
    setTimeout(() => {
      void Promise.reject(new Error('planted promise'));
    });
  });
  await until('both in the log', async () => {
    const text = await log();
    return (
      text.includes('PageError: planted in the page') && text.includes('PageError: planted promise')
    );
  });
  // Playwright reports them in its own time.
  const reported: string[] = [];
  await until('both reported', () => {
    reported.push(...takePageErrors());
    return ['planted in the page', 'planted promise'].every((planted) =>
      reported.some((error) => error.includes(planted)),
    );
  });
});

test('shows a window even if it is never reported as ready to show', async () => {
  await trayOf(hearth.pid);
  await hearth.app.evaluate(({ app, BrowserWindow }) => {
    app.on('browser-window-created', (_, window) => {
      setImmediate(() => window.removeAllListeners('ready-to-show'));
    });
    BrowserWindow.getAllWindows()[0]?.close();
  });
  await until('no window', () =>
    hearth.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length === 0),
  );
  await (await trayOf(hearth.pid)).click('Open Hearth');
  await until('a visible window', () =>
    hearth.app.evaluate(
      ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible() === true,
    ),
  );
});
