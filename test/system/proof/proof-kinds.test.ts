/** Each kind of proof against real services: kept, lost and regained. */
import { appendFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer as createWebServer } from 'node:http';
import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { ownBusName } from '../../own-bus-name.ts';
import { afterwards, host, temporaryFolder } from '../workbench/bench.ts';
import { listen, prove, quick, sleeper, unit } from './proof-bench.ts';

describe('each kind is kept, lost and regained', { timeout: 60_000 }, () => {
  test('a file that is written to', async () => {
    const folder = await temporaryFolder();
    const loop = `while :; do [ -e ${folder}/quiet ] || date >> ${folder}/log; sleep 0.3; done`;
    const { becomes, state } = await prove(
      [`ProofFile=${folder}/log`, ...quick],
      [`ExecStart=/bin/sh -c '${loop}'`],
    );
    await becomes('fresh');
    expect(Date.now() - (state()?.lastSeenAt ?? 0)).toBeLessThan(15_000);
    await writeFile(`${folder}/quiet`, '');
    await becomes('lost');
    expect(state()?.misses).toBeGreaterThan(0);
    await rm(`${folder}/quiet`);
    await becomes('fresh');
    expect(state()).toMatchObject({ misses: 0, why: null });
  });

  test('a file whose last line matches', async () => {
    const file = `${await temporaryFolder()}/log`;
    await writeFile(file, 'starting\nready 1\n');
    const { becomes, state } = await prove([
      `ProofFile=${file}`,
      'ProofMatch=^ready \\d',
      ...quick,
    ]);
    await becomes('fresh');
    await appendFile(file, 'out of paper\n');
    await becomes('lost');
    expect(state()?.why).toBe('The last line doesn’t match: out of paper');
    await appendFile(file, 'ready 2\n');
    await becomes('fresh');
  });

  test.each(['tcp', 'unix'] as const)('a socket that accepts: %s', async (family) => {
    const first = createServer();
    const path = `${await temporaryFolder()}/socket`;
    const port = await listen(first, family === 'tcp' ? 0 : path);
    const at = family === 'tcp' ? port : path;
    const { becomes, state } = await prove([`ProofSocket=${String(at)}`, ...quick]);
    await becomes('fresh');
    first.close();
    await becomes('lost');
    expect(state()?.why).toMatch(/Nothing accepts|doesn’t exist/);
    await listen(createServer(), at);
    await becomes('fresh');
  });

  test('an address that answers with a status, also behind a redirect on this computer', async () => {
    let status = 200;
    const server = createWebServer(({ url }, response) => {
      if (url === '/') response.writeHead(302, { location: '/health' }).end();
      else response.writeHead(status).end('well');
    });
    const port = await listen(server, 0);
    const { becomes, state } = await prove([
      `ProofHTTP=http://localhost:${String(port)}/`,
      'ProofStatus=200 204',
      ...quick,
    ]);
    await becomes('fresh');
    status = 503;
    await becomes('lost');
    expect(state()?.why).toBe('It answered 503.');
    status = 204;
    await becomes('fresh');
  });

  test('a command that exits with 0, in the service’s own environment and folder', async () => {
    const folder = await temporaryFolder();
    await writeFile(`${folder}/environment`, 'FROM_FILE="a b"\n');
    const check = `[ "$FROM_FILE,$SET,$PWD" = "a b,yes,${folder}" ] && cat flag && exit 0; echo "$SET in $PWD" >&2; exit 4`;
    const { hearth, becomes, state } = await prove(
      [`ProofExec=/bin/sh -c '${check.replaceAll('$', '$$')}' $SET`, ...quick],
      [
        sleeper,
        'Environment=SET=yes',
        `EnvironmentFile=${folder}/environment`,
        `WorkingDirectory=${folder}`,
      ],
    );
    await becomes('lost');
    expect(state()?.why).toBe(`The command exited with 4: yes in ${folder}`);
    // Whole at once: the command may run at any moment.
    await writeFile(`${folder}/flag.new`, 'flag is here\n');
    await rename(`${folder}/flag.new`, `${folder}/flag`);
    await becomes('fresh');
    // Each change of the outcome is shown, with the line that was run; and once more after the file was read anew.
    const commands = await hearth.handlers.commands({ unit });
    const runs = commands.filter(({ line }) => line.startsWith(`cd ${folder} && /bin/sh -c `));
    const codes = runs.map(({ exitCode }) => exitCode);
    expect(codes.filter((code, at) => code !== codes[at - 1])).toEqual([4, 0]);
    expect(runs.at(-1)).toMatchObject({ stdout: 'flag is here\n' });
    expect(runs[0]?.line.endsWith(' yes')).toBe(true);
    await rm(`${folder}/flag`);
    await becomes('lost');
  });

  test('a name on the bus, of which the bus itself tells', async () => {
    const name = 'org.example.HearthTest';
    const first = await ownBusName(host, name);
    const { becomes, state } = await prove([`ProofBusName=${name}`, ...quick]);
    await becomes('fresh');
    first.release();
    await becomes('late');
    await becomes('lost');
    expect(state()?.why).toBe('Nobody owns the name on the bus.');
    const second = await ownBusName(host, name);
    afterwards(second.release);
    await becomes('fresh');
  });

  test('a line of the service’s own log', async () => {
    const folder = await temporaryFolder();
    const loop = `while :; do [ -e ${folder}/quiet ] || echo "tick $$$$"; echo noise; sleep 0.3; done`;
    const { becomes } = await prove(
      ['ProofLog=^tick [0-9]+$', ...quick],
      [`ExecStart=/bin/sh -c '${loop}'`],
    );
    await becomes('fresh');
    await writeFile(`${folder}/quiet`, '');
    await becomes('lost');
    await rm(`${folder}/quiet`);
    await becomes('fresh');
  });
});
