/** Each kind of proof in window and tray: kept, lost, regained; and how one is set, changed and taken back. */
import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer as createWebServer } from 'node:http';
import { createServer } from 'node:net';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { clearAway, home, layDown, sleeper, unitPath } from '../driving/files.ts';
import { startHearth, type Hearth } from '../driving/hearth.ts';
import { becomes, property, said, until } from '../driving/outside.ts';
import { trayOf } from '../driving/tray-bus.ts';
import { localHost } from '../../open-engine.ts';
import { ownBusName } from '../../own-bus-name.ts';

const unit = 'proof-shown.service';
const file = path.join(home, 'proof-shown.log');
const flag = path.join(home, 'proof-shown.flag');
const socket = path.join(home, 'proof-shown.sock');
const busName = 'org.example.HearthProof';
let hearth: Hearth;
let page: Page;
let tray: Awaited<ReturnType<typeof trayOf>>;
const ends: (() => unknown)[] = [];

beforeAll(async () => {
  await clearAway(unit);
  hearth = await startHearth();
  page = await hearth.window();
  tray = await trayOf(hearth.pid);
});
afterAll(() => hearth.close());
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
  await clearAway(unit);
  for (const each of [file, flag, socket]) await rm(each, { force: true });
});

const row = (text: RegExp) => page.getByRole('treeitem', { name: text });
const panel = () => page.getByRole('tabpanel');
const dialog = () => page.getByRole('dialog');

const openProof = async (): Promise<void> => {
  await row(/proof-shown/).click();
};

/** What list, page and tray show. */
const shows = async (word: 'works' | 'lost'): Promise<void> => {
  const state = word === 'works' ? 'running' : 'running without proof';
  await row(new RegExp(`proof-shown.*${state}(?! without|, proof)`)).waitFor({ timeout: 20_000 });
  await panel().getByText(word, { exact: true }).waitFor();
  await page.getByRole('status', { name: 'State' }).getByText(state, { exact: true }).waitFor();
  const fact = word === 'works' ? 'running' : 'proof lost';
  await until(`the tray to say ${fact}`, () => tray.find(`proof-shown (${fact})`));
  if (word === 'lost')
    await until('the tooltip', async () =>
      JSON.stringify(await tray.get('ToolTip')).includes('1 service runs without its proof'),
    );
};

interface Means {
  lines: string[];
  /** What the service runs; sleeps by default. */
  exec?: string;
  keep(): Promise<unknown>;
  lose(): Promise<unknown>;
}

const webServer = (): Means & { listen(): Promise<void> } => {
  let status = 200;
  const server = createWebServer((_, response) => response.writeHead(status).end());
  ends.push(() => server.close());
  const means = {
    lines: [] as string[],
    listen: (): Promise<void> =>
      new Promise((resolve) => {
        server.listen(0, '127.0.0.1', () => {
          const address = server.address();
          const port = typeof address === 'object' && address !== null ? address.port : 0;
          means.lines = [`ProofHTTP=http://127.0.0.1:${String(port)}/`];
          resolve();
        });
      }),
    keep: () => Promise.resolve((status = 200)),
    lose: () => Promise.resolve((status = 500)),
  };
  return means;
};

const unixServer = (): Means => {
  let close = (): Promise<void> => Promise.resolve();
  ends.push(() => close());
  return {
    lines: ['ProofSocket=%h/proof-shown.sock'],
    keep: () =>
      new Promise<void>((resolve) => {
        const server = createServer();
        close = () =>
          new Promise((closed) => {
            server.close(() => {
              closed();
            });
          });
        server.listen(socket, resolve);
      }),
    lose: () => close(),
  };
};

const nameOwner = (): Means => {
  const host = localHost();
  let owner: { release(): void } | null = null;
  const release = (): Promise<void> => {
    owner?.release();
    owner = null;
    return Promise.resolve();
  };
  ends.push(release);
  return {
    lines: [`ProofBusName=${busName}`],
    keep: async () => {
      owner = await ownBusName(host, busName);
    },
    lose: release,
  };
};

const writing = (word: string): string =>
  `/bin/sh -c 'while :; do [ -e ${flag} ] || ${word}; sleep 0.3; done'`;
const flagged = {
  keep: () => rm(flag, { force: true }),
  lose: () => writeFile(flag, ''),
};

describe('kept, lost and regained', { timeout: 120_000 }, () => {
  test.each<[string, () => Means | Promise<Means>]>([
    [
      'a file that is written to',
      () => ({ lines: [`ProofFile=${file}`], exec: writing(`date >> ${file}`), ...flagged }),
    ],
    [
      'a file whose last line matches',
      () => ({
        lines: [`ProofFile=${file}`, 'ProofMatch=^well$'],
        keep: () => appendFile(file, 'well\n'),
        lose: () => appendFile(file, 'ill\n'),
      }),
    ],
    ['a socket', unixServer],
    [
      'an HTTP address',
      async () => {
        const server = webServer();
        await server.listen();
        return server;
      },
    ],
    [
      'a command',
      () => ({
        lines: [`ProofExec=/usr/bin/test -e ${file}`],
        keep: () => writeFile(file, ''),
        lose: () => rm(file),
      }),
    ],
    ['a name on the bus', nameOwner],
    [
      'a line of the log',
      () => ({ lines: ['ProofLog=^tick$'], exec: writing('echo tick'), ...flagged }),
    ],
  ])('%s', async (_, make) => {
    const { lines, exec = '/bin/sleep 1000', keep, lose } = await make();
    await keep();
    await layDown(
      unit,
      `[Service]\nExecStart=${exec}\n\n[X-Hearth]\n${lines.join('\n')}\nProofPeriodSec=1s\nProofGraceSec=1s\n`,
    );
    await said('systemctl', '--user', 'start', '--', unit);
    await openProof();
    await shows('works');
    await lose();
    await shows('lost');
    await keep();
    await shows('works');
  });
});

test('sets a proof that fits what the service has open, changes it, and takes it back', async () => {
  const port = 48_123;
  await layDown(
    unit,
    `[Service]\nExecStart=/usr/bin/python3 -m http.server --bind 127.0.0.1 ${String(port)}\n`,
  );
  await said('systemctl', '--user', 'start', '--', unit);
  await until('the server', async () => (await fetch(`http://127.0.0.1:${String(port)}/`)).ok);
  await openProof();
  await panel().getByText('A running process isn’t proof that it works.').waitFor();
  await page.getByRole('button', { name: 'Set one…' }).click();
  await dialog()
    .getByRole('button', { name: `Answers at http://127.0.0.1:${String(port)}/` })
    .click();
  await dialog().getByRole('textbox', { name: 'How often' }).fill('2s');
  await dialog().getByRole('button', { name: 'Set proof' }).click();
  await panel().getByText('answered 200').first().waitFor({ timeout: 20_000 });
  expect(await readFile(unitPath(unit), 'utf8')).toContain(
    `[X-Hearth]\nProofHTTP=http://127.0.0.1:${String(port)}/\nProofPeriodSec=2s\n`,
  );

  await page.getByRole('button', { name: 'Change…' }).click();
  await dialog().getByRole('textbox', { name: 'Statuses that count' }).fill('404');
  await dialog().getByRole('button', { name: 'Save' }).click();
  // The verdict says it as well, a moment earlier or later.
  await panel().getByText('It answered 200.').first().waitFor({ timeout: 20_000 });

  expect(await readFile(unitPath(unit), 'utf8')).toContain('ProofStatus=404\n');

  await page.getByRole('button', { name: 'Change…' }).click();
  await dialog().getByRole('button', { name: 'Remove proof' }).click();
  await panel().getByText('A running process isn’t proof that it works.').waitFor();
  expect(await readFile(unitPath(unit), 'utf8')).not.toContain('ProofHTTP');
});

test('restarts a service that loses its proof, if that was chosen', async () => {
  await layDown(unit, sleeper());
  await said('systemctl', '--user', 'start', '--', unit);
  const before = await property(unit, 'InvocationID');
  await openProof();
  await page.getByRole('button', { name: 'Set one…' }).click();
  await dialog().getByRole('combobox', { name: 'Kind of proof' }).click();
  await page.getByRole('option', { name: 'A command succeeds' }).click();
  await dialog().getByRole('textbox', { name: 'Command' }).fill(`/usr/bin/test -e ${file}`);
  await dialog().getByRole('textbox', { name: 'How often' }).fill('1s');
  await dialog().getByRole('combobox', { name: 'When it’s lost' }).click();
  await page.getByRole('option', { name: /after the first missed proof/ }).click();
  await dialog().getByRole('button', { name: 'Set proof' }).click();
  await until('the restart', async () => (await property(unit, 'InvocationID')) !== before, 20);
  await becomes(unit, 'ActiveState', 'active');
  await page.getByRole('button', { name: 'Commands' }).click();
  await dialog().getByText(`systemctl --user restart -- ${unit}`).waitFor();
  await dialog().getByText(`/usr/bin/test -e ${file}`).first().waitFor();
});
