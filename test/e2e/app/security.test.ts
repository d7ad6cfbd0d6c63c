import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { namesArgument } from '../../../electron/ipc/transport.ts';
import { quietFor } from '../../quiet.ts';
import { startHearth, takePageErrors, type Hearth } from '../driving/hearth.ts';
import { until } from '../driving/outside.ts';

let hearth: Hearth;
let page: Page;

beforeAll(async () => {
  hearth = await startHearth();
  page = await hearth.window();
  await page.getByRole('button', { name: 'New service' }).first().waitFor();
});
afterAll(() => hearth.close());

/** The processes that Electron's main process started with this `--type`. */
const children = async (type: string): Promise<number[]> => {
  const found: number[] = [];
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (line.includes(`--type=${type}`)) found.push(Number(pid));
  }
  return found;
};

describe('every renderer', () => {
  test('every renderer is sandboxed, even if its window asks not to be', async () => {
    const pids = async (): Promise<number[]> => children('renderer');
    const before = await pids();
    expect(before.length).toBeGreaterThan(0);
    await hearth.app.evaluate(async ({ BrowserWindow }) => {
      const window = new BrowserWindow({ show: false, webPreferences: { sandbox: false } });
      await window.loadURL('about:blank');
    });
    const after = await until('one more renderer', async () => {
      const now = await pids();
      return now.length > before.length ? now : null;
    });
    for (const pid of after) {
      const line = await readFile(`/proc/${String(pid)}/cmdline`, 'utf8');
      expect(line).not.toContain('--no-sandbox');
      // 2: a seccomp filter applies.
      expect(await readFile(`/proc/${String(pid)}/status`, 'utf8')).toMatch(/^Seccomp:\s+2$/m);
    }
    await hearth.app.evaluate(({ BrowserWindow }) => {
      for (const window of BrowserWindow.getAllWindows()) if (!window.isVisible()) window.destroy();
    });
  });

  test('a renderer sees no Node, and runs in an isolated world', async () => {
    const seen = await page.evaluate(() => ({
      require: 'require' in globalThis,
      process: 'process' in globalThis,
      hearth: Object.keys((globalThis as unknown as { hearth: object }).hearth).sort(),
    }));
    expect(seen).toEqual({ require: false, process: false, hearth: ['invoke', 'subscribe'] });
    const preferences = await hearth.app.evaluate(({ webContents }) => {
      const contents = webContents
        .getAllWebContents()
        .find((each) => each.getURL().includes('index.html'));
      const all = (
        contents as unknown as { getLastWebPreferences(): Record<string, unknown> }
      ).getLastWebPreferences();
      return [all['contextIsolation'], all['nodeIntegration'], all['sandbox'], all['webviewTag']];
    });
    expect(preferences).toEqual([true, false, true, false]);
  });
});

describe('the page', () => {
  test('the page’s policy allows nothing but its own files', async () => {
    const policy = await page.evaluate(async () => {
      const violation = new Promise<string>((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) => {
          resolve(event.originalPolicy);
        });
      });
      const script = document.createElement('script');
      script.textContent = 'globalThis.injected = true';
      document.body.append(script);
      return { policy: await violation, injected: 'injected' in globalThis };
    });
    expect(policy.injected).toBe(false);
    expect(policy.policy).toContain("default-src 'none'");
    expect(policy.policy).not.toContain('unsafe');
  });

  test('Hearth’s scheme serves only one folder', async () => {
    const statusOf = (url: string): Promise<number> =>
      hearth.app.evaluate(async ({ net }, address) => (await net.fetch(address)).status, url);
    expect(await statusOf('hearth://app/index.html')).toBe(200);
    for (const url of [
      'hearth://app/../main/main.cjs',
      'hearth://app/%2e%2e/main/main.cjs',
      'hearth://app/..%2fmain%2fmain.cjs',
      'hearth://app/%2e%2e%2f%2e%2e%2fpackage.json',
      'hearth://app//etc/passwd',
      'hearth://other/index.html',
      'hearth://app/%',
    ]) {
      expect(await statusOf(url), url).toBe(404);
    }
  });

  test('the page cannot navigate away, open a window or embed a webview', async () => {
    const url = page.url();
    // Registered after Hearth's own listener: the request itself would be refused too, but later.
    const prevented = hearth.app.evaluate(
      ({ webContents }, own) =>
        new Promise<boolean>((resolve) => {
          const contents = webContents.getAllWebContents().find((each) => each.getURL() === own);
          contents?.once('will-navigate', (event) => {
            resolve(event.defaultPrevented);
          });
        }),
      url,
    );
    await page.waitForTimeout(200);
    await page.evaluate(() => {
      location.href = 'https://example.org/';
    });
    expect(await prevented).toBe(true);
    expect(page.url()).toBe(url);
    expect(await page.evaluate(() => window.open('https://example.org/') === null)).toBe(true);
    await page.evaluate(() => {
      const view = document.createElement('webview');
      view.setAttribute('src', 'hearth://app/index.html');
      document.body.append(view);
    });
    const contents = await hearth.app.evaluate(({ webContents }) =>
      webContents.getAllWebContents().map((each) => each.getURL()),
    );
    expect(contents).toEqual([url]);
    expect(page.url()).toBe(url);
  });

  test('no webview attaches, even if one was allowed by mistake', async () => {
    const opened = await hearth.app.evaluate(async ({ BrowserWindow, webContents }) => {
      const window = new BrowserWindow({ show: false, webPreferences: { webviewTag: true } });
      await window.loadURL('hearth://app/panel.html');
      const before = webContents.getAllWebContents().length;
      await window.webContents.executeJavaScript(
        "document.body.append(Object.assign(document.createElement('webview'), { src: 'about:blank' })), undefined",
      );
      return { id: window.id, before };
    });
    await quietFor(500, 'if allowed, a webview would be attached by now');
    const after = await hearth.app.evaluate(({ BrowserWindow, webContents }, id) => {
      const count = webContents.getAllWebContents().length;
      BrowserWindow.fromId(id)?.destroy();
      return count;
    }, opened.id);
    expect(after).toBe(opened.before);
    // The window has no preload, so the panel’s script fails.
    takePageErrors();
  });

  test('the page gets no permission except writing to the clipboard', async () => {
    const states = await page.evaluate(async () => {
      const names = [
        'notifications',
        'geolocation',
        'camera',
        'microphone',
        'clipboard-read',
        'midi',
      ];
      const all = await Promise.all(
        names.map(
          async (name) =>
            (await navigator.permissions.query({ name: name as PermissionName })).state,
        ),
      );
      return [...new Set(all)];
    });
    expect(states).toEqual(['denied']);
    expect(await page.evaluate(() => Notification.requestPermission())).toBe('denied');
    await page.bringToFront();
    await page.evaluate(() => navigator.clipboard.writeText('copied by Hearth'));
    // The page's promise resolves before the text reaches the desktop.
    await until('the text on the clipboard', async () => {
      const text = await hearth.app.evaluate(({ clipboard }) => clipboard.readText());
      return text === 'copied by Hearth';
    });
  });

  test('the page reaches no network, whatever its policy says', async () => {
    let asked = 0;
    const server = createServer((_, response) => {
      asked += 1;
      response.end('hello');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;
    const outcome = await hearth.app.evaluate(async ({ BrowserWindow }, address) => {
      const window = new BrowserWindow({ show: false });
      const loaded = await window.loadURL(address).then(
        () => 'loaded',
        (thrown: unknown) => String(thrown),
      );
      window.destroy();
      return loaded;
    }, url);
    server.close();
    expect(outcome).toContain('ERR_BLOCKED_BY_CLIENT');
    expect(asked).toBe(0);
  });
});

test('the main process refuses pages that aren’t Hearth’s', async () => {
  const outcome = await hearth.app.evaluate(
    async ({ BrowserWindow, app }, names) => {
      const window = new BrowserWindow({
        show: false,
        webPreferences: {
          preload: `${app.getAppPath()}/dist/main/preload.cjs`,
          additionalArguments: [names],
        },
      });
      await window.loadURL('about:blank');
      const answer = (await window.webContents.executeJavaScript(
        "window.hearth.invoke('snapshot').then(() => 'answered', (error) => String(error))",
      )) as string;
      window.destroy();
      return answer;
    },
    namesArgument(['snapshot']),
  );
  expect(outcome).toContain('refused to a page that is not Hearth');
});

test('the preload forwards only what the contract names', async () => {
  const outcome = await page.evaluate(async () => {
    const { hearth: bridge } = globalThis as unknown as {
      hearth: {
        invoke(name: string): Promise<unknown>;
        subscribe(name: string, listener: () => void): unknown;
      };
    };
    const invoked = await Promise.resolve()
      .then(() => bridge.invoke('require'))
      .catch((thrown: unknown) => String(thrown));
    let subscribed = '';
    try {
      bridge.subscribe('anything', () => undefined);
    } catch (thrown) {
      subscribed = String(thrown);
    }
    return [invoked, subscribed];
  });
  expect(outcome[0]).toContain('not in the contract');
  expect(outcome[1]).toContain('not in the contract');
});
