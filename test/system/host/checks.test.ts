/** Questions to what runs on this computer, put to real sockets, servers and programs. */
import { createServer as createWebServer, type RequestListener } from 'node:http';
import { createServer, type Server } from 'node:net';
import { open, realpath, writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { readWebAddress } from '../../../electron/core/proof/loopback.ts';
import type { ProofSocket } from '../../../electron/core/proof/proof.ts';
import {
  afterwards,
  host,
  person,
  property,
  service,
  shell,
  temporaryFolder,
  until,
} from '../workbench/bench.ts';

const { checks } = host;

const listening = async (server: Server, at: string | number): Promise<number> => {
  await new Promise<void>((resolve) => {
    if (typeof at === 'string') server.listen(at, resolve);
    else server.listen(at, '127.0.0.1', resolve);
  });
  afterwards(() => server.close());
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
};
const tcp = (port: number): ProofSocket => ({ family: 'tcp', hosts: ['::1', '127.0.0.1'], port });

describe('connect', () => {
  test('tells who accepts, on either family, from who doesn’t', async () => {
    const server = createServer((socket) => socket.on('error', () => undefined));
    const port = await listening(server, 0);
    expect(await checks.connect(tcp(port), 1000)).toBeNull();
    server.close();
    expect(await checks.connect(tcp(port), 1000)).toEqual({ failed: 'ECONNREFUSED' });
  });

  test('connects to Unix sockets, by path and in the abstract namespace', async () => {
    const folder = await temporaryFolder();
    const path = `${folder}/socket`;
    expect(await checks.connect({ family: 'unix', path }, 1000)).toEqual({ failed: 'ENOENT' });
    await listening(createServer(), path);
    expect(await checks.connect({ family: 'unix', path }, 1000)).toBeNull();
    const name = `hearth-test-${String(process.pid)}`;
    await listening(createServer(), `\0${name}`);
    expect(await checks.connect({ family: 'unix', path: `@${name}` }, 1000)).toBeNull();
  });
});

describe('ask', () => {
  const serve = async (answer: RequestListener): Promise<string> => {
    const server = createWebServer(answer);
    afterwards(() => {
      server.closeAllConnections();
    });
    return `http://127.0.0.1:${String(await listening(server, 0))}/path?query`;
  };
  const ask = async (url: string, limitMs = 1000) => {
    const address = readWebAddress(url);
    if (typeof address === 'string') throw new Error(address);
    return checks.ask(address, limitMs);
  };

  test('returns the status and follows nothing', async () => {
    const asked: (string | undefined)[] = [];
    const url = await serve(({ url: path, headers }, response) => {
      asked.push(path, headers.host);
      response.writeHead(302, { location: 'http://example.org/' }).end();
    });
    expect(await ask(url)).toEqual({ status: 302, location: 'http://example.org/' });
    expect(asked).toEqual(['/path?query', new URL(url).host]);
  });

  test('doesn’t read an endless answer', async () => {
    const url = await serve((_, response) => {
      response.writeHead(200);
      const more = (): void => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    });
    expect(await ask(url)).toMatchObject({ status: 200 });
  });

  test('gives up on a server that never answers', async () => {
    const url = await serve(() => undefined);
    const began = performance.now();
    expect(await ask(url, 300)).toEqual({ failed: 'timeout' });
    expect(performance.now() - began).toBeLessThan(3000);
  });

  test('says so if it isn’t HTTP', async () => {
    const server = createServer((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'));
    const port = await listening(server, 0);
    const answer = await ask(`http://127.0.0.1:${String(port)}/`);
    expect(answer).toMatchObject({ failed: expect.stringContaining('HPE_') as string });
  });
});

describe('matches', () => {
  test('tells what matches', async () => {
    expect(await checks.matches('^tick \\d+$', 'tick 3')).toBe(true);
    expect(await checks.matches('^tick \\d+$', 'tock')).toBe(false);
  });

  test('gives up on a pattern that takes for ever, and holds nothing up', async () => {
    const began = performance.now();
    expect(await checks.matches('^(a+)+$', `${'a'.repeat(40)}b`)).toBeNull();
    expect(performance.now() - began).toBeLessThan(1000);
    expect(await checks.matches('a', 'a')).toBe(true);
  });
});

describe('runOwn', () => {
  const run = (line: string, limitMs = 5000, variables: Record<string, string> = {}) =>
    checks.runOwn({ program: '/bin/sh', args: ['-c', line], folder: '/tmp', variables }, limitMs);
  const running = (word: string) =>
    shell('pgrep', '-f', word).then(
      () => true,
      () => false,
    );

  test('runs in the folder with exactly these variables', async () => {
    const outcome = await run('pwd; echo "$WEAVE$HOME"; exit 3', 5000, { WEAVE: 'yes' });
    expect(outcome).toMatchObject({ exitCode: 3, failure: null, stdout: '/tmp\nyes\n' });
  });

  test('kills one that hangs, with all it forked', async () => {
    const began = performance.now();
    const outcome = await run('sleep 7654321 & sleep 7654322 & exec sleep 7654323', 300);
    expect(outcome).toMatchObject({ exitCode: null, failure: 'timed-out' });
    expect(performance.now() - began).toBeLessThan(3000);
    await until('all to be gone', async () => !(await running('sleep 765432')));
  });

  test('kills what one leaves behind, and doesn’t wait for it', async () => {
    const began = performance.now();
    expect(await run('sleep 7654321 & exit 0')).toMatchObject({ exitCode: 0, failure: null });
    expect(performance.now() - began).toBeLessThan(3000);
    await until('it to be gone', async () => !(await running('sleep 7654321')));
  });

  test('keeps only the beginning of endless output', async () => {
    const outcome = await run('exec yes', 500);
    expect(outcome.failure).toBe('timed-out');
    expect(outcome.stdout.length).toBeLessThan(70_000);
    expect(outcome.stdout).toContain('[cut here:');
  });

  test('says why a program can’t be started', async () => {
    const outcome = await checks.runOwn(
      { program: '/no/such/program', args: [], folder: '/tmp', variables: {} },
      1000,
    );
    expect(outcome).toMatchObject({ failure: 'not-started' });
    expect(outcome.stderr).toContain('ENOENT');
  });
});

test('finds what a service has open', async () => {
  const folder = await realpath(await temporaryFolder());
  const script = `${folder}/open.py`;
  await writeFile(
    script,
    [
      'import socket, sys, time',
      'a = socket.socket(); a.bind(("127.0.0.1", 0)); a.listen()',
      'b = socket.socket(socket.AF_INET6); b.bind(("::1", 0)); b.listen()',
      'c = socket.socket(socket.AF_UNIX); c.bind(sys.argv[1] + "/here"); c.listen()',
      'd = socket.socket(socket.AF_UNIX); d.connect(sys.argv[1] + "/here")',
      'f = open(sys.argv[1] + "/log", "a"); g = open(sys.argv[0])',
      'print(a.getsockname()[1], b.getsockname()[1], file=open(sys.argv[1] + "/ports", "w"), flush=True)',
      'time.sleep(1000)',
    ].join('\n'),
  );
  const unit = 'opened-test.service';
  await service(unit, ['[Service]', `ExecStart=/usr/bin/python3 ${script} ${folder}`]);
  await shell('systemctl', '--user', 'start', unit);
  const ports = await until('its ports', async () => {
    const file = await open(`${folder}/ports`).catch(() => null);
    const text = (await file?.readFile('utf8')) ?? '';
    await file?.close();
    return /^\d+ \d+\n$/.test(text) && text.trim().split(' ').map(Number);
  });
  const opened = await checks.opened(await property(unit, 'ControlGroup'));
  expect(opened).toEqual({
    ports: [
      { address: '127.0.0.1', port: ports[0] },
      { address: '::1', port: ports[1] },
    ],
    sockets: [`${folder}/here`],
    files: [`${folder}/log`],
    pids: [Number(await property(unit, 'MainPID'))],
  });
  const variables = await checks.environmentOf(opened.pids[0] ?? 0);
  expect(variables).toMatchObject({ HOME: person.home });
  expect(variables?.['INVOCATION_ID']).toBe(await property(unit, 'InvocationID'));
  expect(await checks.environmentOf(1)).toBeNull();
});
