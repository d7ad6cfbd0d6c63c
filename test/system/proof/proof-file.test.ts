import {
  appendFile,
  chmod,
  mkdir,
  open,
  rename,
  rm,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import type { ProofReading } from '../../../electron/core/proof/proof-reading.ts';
import { readProof, watchProof } from '../../../electron/system/proof/proof-file.ts';
import { afterwards, host, shell, temporaryFolder, until } from '../workbench/bench.ts';

describe('readProof', () => {
  test('returns the last lines of a text, its size and its time', async () => {
    const file = `${await temporaryFolder()}/log`;
    const lines = Array.from({ length: 30 }, (_, index) => `Zeile ${String(index)} ü`);
    await writeFile(file, `${lines.join('\n')}\n`);
    const reading = await readProof(host, file);
    expect(reading).toMatchObject({ kind: 'text', path: file, lines: lines.slice(-10) });
    if (reading.kind !== 'text') return;
    expect(reading.sizeBytes).toBe(Buffer.byteLength(lines.join('\n')) + 1);
    expect(Math.abs(Date.now() - reading.modifiedAt)).toBeLessThan(5000);
  });

  test('returns an unfinished last line as is', async () => {
    const file = `${await temporaryFolder()}/log`;
    await writeFile(file, 'one\r\ntw');
    expect(await readProof(host, file)).toMatchObject({ lines: ['one', 'tw'] });
  });

  test('reads only the end of a huge file, without half lines or characters', async () => {
    const file = `${await temporaryFolder()}/log`;
    const handle = await open(file, 'w');
    await handle.truncate(3 * 1024 ** 3);
    await handle.close();
    await appendFile(file, `\n${'ü'.repeat(40_000)}\nlast but one\nlast\n`);
    const began = performance.now();
    expect(await readProof(host, file)).toMatchObject({
      kind: 'text',
      lines: ['last but one', 'last'],
    });
    expect(performance.now() - began).toBeLessThan(1000);
  });

  test('tells binary, empty, missing and unreadable files and folders apart', async () => {
    const folder = await temporaryFolder();
    await writeFile(`${folder}/binary`, Buffer.from([1, 2, 0, 255, 254]));
    await writeFile(
      `${folder}/noise`,
      Buffer.from(Array.from({ length: 200 }, (_, at) => 128 + (at % 100))),
    );
    await writeFile(
      `${folder}/latin`,
      Buffer.from('caf\xe9 und viel mehr Text dahinter\n', 'latin1'),
    );
    await writeFile(`${folder}/empty`, '');
    await writeFile(`${folder}/secret`, 'x');
    await chmod(`${folder}/secret`, 0);
    await symlink('loop', `${folder}/loop`);
    const kindOf = async (name: string) => (await readProof(host, `${folder}/${name}`)).kind;
    expect(await kindOf('binary')).toBe('binary');
    expect(await kindOf('noise')).toBe('binary');
    expect(await kindOf('latin')).toBe('text');
    expect(await kindOf('empty')).toBe('empty');
    expect(await kindOf('')).toBe('folder');
    expect(await kindOf('none')).toBe('missing');
    expect(await kindOf('empty/below')).toBe('missing');
    expect(await readProof(host, `${folder}/secret`)).toMatchObject({
      kind: 'unreadable',
      detail: 'You have no permission to do that there.',
    });
    expect(await kindOf('loop')).toBe('unreadable');
  });

  test('doesn’t wait for a FIFO, and opens no device', async () => {
    const folder = await temporaryFolder();
    await shell('mkfifo', `${folder}/fifo`);
    expect((await readProof(host, `${folder}/fifo`)).kind).toBe('special');
    expect((await readProof(host, '/dev/zero')).kind).toBe('special');
  });
});

describe('watchProof', () => {
  const follow = (file: string) => {
    const readings: ProofReading[] = [];
    const watch = watchProof(host, file, (reading) => readings.push(reading));
    afterwards(watch.close);
    const shows = (what: string) =>
      until(`it shows ${what}`, () => {
        const last = readings.at(-1);
        return last?.kind === what || (last?.kind === 'text' && last.lines.at(-1) === what);
      });
    return { readings, watch, shows };
  };

  test('follows a file that appears with its folders, grows, is truncated, replaced and deleted', async () => {
    const folder = await temporaryFolder();
    const file = `${folder}/a/b/log`;
    const { shows } = follow(file);
    await shows('missing');
    await mkdir(`${folder}/a`);
    await mkdir(`${folder}/a/b`);
    await writeFile(file, 'first\n');
    await shows('first');
    await appendFile(file, 'second\n');
    await shows('second');
    await truncate(file, 0);
    await shows('empty');
    await writeFile(`${folder}/a/b/next`, 'replaced\n');
    await rename(`${folder}/a/b/next`, file);
    await shows('replaced');
    await appendFile(file, 'still followed\n');
    await shows('still followed');
    await rm(file);
    await shows('missing');
    await writeFile(file, 'again\n');
    await shows('again');
  });

  test('survives its folder being deleted and recreated', async () => {
    const folder = await temporaryFolder();
    const file = `${folder}/a/log`;
    await mkdir(`${folder}/a`);
    await writeFile(file, 'before\n');
    const { shows } = follow(file);
    await shows('before');
    await rm(`${folder}/a`, { recursive: true });
    await shows('missing');
    await mkdir(`${folder}/a`);
    await writeFile(file, 'after\n');
    await shows('after');
  });

  test('follows a link and its target', async () => {
    const folder = await temporaryFolder();
    await mkdir(`${folder}/logs`);
    await writeFile(`${folder}/logs/monday`, 'monday\n');
    await writeFile(`${folder}/logs/tuesday`, 'tuesday\n');
    await symlink('logs/monday', `${folder}/today`);
    const { shows } = follow(`${folder}/today`);
    await shows('monday');
    await appendFile(`${folder}/logs/monday`, 'monday evening\n');
    await shows('monday evening');
    await symlink('logs/tuesday', `${folder}/tomorrow`);
    await rename(`${folder}/tomorrow`, `${folder}/today`);
    await shows('tuesday');
    await appendFile(`${folder}/logs/tuesday`, 'tuesday evening\n');
    await shows('tuesday evening');
  });

  test('waits for the target of a link, wherever the path to it currently ends', async () => {
    const folder = await temporaryFolder();
    await symlink('current/log', `${folder}/proof`);
    const { shows } = follow(`${folder}/proof`);
    await shows('missing');
    await symlink('app/../app-1', `${folder}/current`);
    await mkdir(`${folder}/app`);
    await mkdir(`${folder}/app-1`);
    await shell('sleep', '0.2');
    await writeFile(`${folder}/app-1/log`, 'one\n');
    await shows('one');
    await mkdir(`${folder}/app-2`);
    await writeFile(`${folder}/app-2/log`, 'two\n');
    await symlink('app-2', `${folder}/next`);
    await rename(`${folder}/next`, `${folder}/current`);
    await shows('two');
    await appendFile(`${folder}/app-2/log`, 'two later\n');
    await shows('two later');
  });

  test('follows a linked file that is rotated away and recreated', async () => {
    const folder = await temporaryFolder();
    await mkdir(`${folder}/logs`);
    await writeFile(`${folder}/logs/log`, 'old\n');
    await symlink('logs/log', `${folder}/proof`);
    const { shows } = follow(`${folder}/proof`);
    await shows('old');
    await rename(`${folder}/logs/log`, `${folder}/logs/log.1`);
    await shows('missing');
    await writeFile(`${folder}/logs/log`, 'new\n');
    await shows('new');
  });

  test('notices a folder that replaces a file or completes a dangling link', async () => {
    const folder = await temporaryFolder();
    await writeFile(`${folder}/a`, '');
    await mkdir(`${folder}/elsewhere`);
    await symlink('elsewhere/b', `${folder}/b`);
    const one = follow(`${folder}/a/log`);
    const other = follow(`${folder}/b/log`);
    await one.shows('missing');
    await other.shows('missing');
    await rm(`${folder}/a`);
    await mkdir(`${folder}/a`);
    await mkdir(`${folder}/elsewhere/b`);
    await writeFile(`${folder}/a/log`, 'in a\n');
    await writeFile(`${folder}/elsewhere/b/log`, 'in b\n');
    await one.shows('in a');
    await other.shows('in b');
  });

  test('watches from further up when a folder can’t be read', async () => {
    const folder = await temporaryFolder();
    await mkdir(`${folder}/closed`);
    await chmod(`${folder}/closed`, 0o300);
    const { shows } = follow(`${folder}/closed/below/log`);
    await shows('missing');
    await chmod(`${folder}/closed`, 0o700);
    await mkdir(`${folder}/closed/below`);
    await writeFile(`${folder}/closed/below/log`, 'seen\n');
    await shows('seen');
  });

  test('reads rarely during many writes, and ignores other files in the folder', async () => {
    const folder = await temporaryFolder();
    const { readings, shows } = follow(`${folder}/log`);
    await shows('missing');
    const before = readings.length;
    for (let at = 0; at < 500; at += 1) await appendFile(`${folder}/neighbour`, 'x\n');
    for (let at = 0; at < 500; at += 1) await appendFile(`${folder}/log`, `${String(at)}\n`);
    await shows('499');
    expect(readings.length - before).toBeLessThan(50);
    expect(readings.slice(before).some(({ kind }) => kind === 'missing')).toBe(false);
  });

  test('reports nothing once closed', async () => {
    const folder = await temporaryFolder();
    const { readings, watch, shows } = follow(`${folder}/log`);
    await shows('missing');
    watch.close();
    const other = follow(`${folder}/log`);
    await writeFile(`${folder}/log`, 'late\n');
    await other.shows('late');
    expect(readings).toHaveLength(1);
  });
});
