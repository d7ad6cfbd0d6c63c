/** What is found in the text of a script, with the real shells. */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { createBench, person, temporaryFolder, until } from '../workbench/bench.ts';
import { fileChecks } from '../workbench/file-checks.ts';
import { put } from '../workbench/unit-folder.ts';
import { bytesOf } from './editing-bench.ts';
import { at, file, lay, old, unit } from './script-bench.ts';

describe('checking a script', () => {
  const { runner, records } = createBench();
  const checks = fileChecks(runner);
  const brief = async (text: string | Uint8Array): Promise<string[]> => {
    const bytes = typeof text === 'string' ? bytesOf(text) : text;
    const { findings } = await checks.check({ unit, file, bytes });
    return findings.map(({ line, severity, code }) => `${String(line)} ${severity} ${code}`);
  };

  test('finds nothing in a good text, and what each shell says in a bad one', async () => {
    await lay();
    expect(await brief('#!/bin/sh\nif true; then\n  echo yes\nfi\n')).toEqual([]);
    expect(await brief('#!/bin/sh\necho\nfi\n')).toEqual(['3 error shell-syntax']);
    expect(await brief('#!/bin/bash\nx=(a b)\n')).toEqual([]);
    expect(await brief('#!/usr/bin/env bash\nif true; then\n')).toEqual(['3 error shell-syntax']);
    // Versions of bash name different lines.
    expect(await brief('#!/bin/bash\ncat <<END\nx\n')).toEqual([
      expect.stringMatching(/^[2-4] warning shell-syntax$/),
    ]);
    expect(await brief('#!/usr/bin/env -S perl\nfi\n')).toEqual([]);
  });

  test('refuses nothing that the shell takes when it runs the script', async () => {
    await lay();
    const extglob = '#!/bin/bash\nshopt -s extglob\necho !(*.txt)\n';
    expect(await brief(extglob)).toEqual([]);
    expect(await brief(`${extglob}fi\n`)).toEqual(['4 error shell-syntax']);
    const aliased = "alias when='if true; then'\nwhen\n  echo\nfi\n";
    expect(await brief(`#!/bin/sh\n${aliased}`)).toEqual(['5 hint shell-syntax']);
    expect(await brief(`#!/bin/bash\nshopt -s expand_aliases\n${aliased}`)).toEqual([
      '6 hint shell-syntax',
    ]);
    for (const shell of ['sh', 'bash']) {
      const start = `#!/bin/${shell}\n`;
      expect(await brief(`${start}echo; exit 0\nfi (\n`)).toEqual(['3 hint shell-syntax']);
      expect(await brief(`${start}exec tail -n +3 "$0"\nfi (\n`)).toEqual(['3 hint shell-syntax']);
      // What doesn’t end the script for certain.
      for (const open of ['if true; then', 'f() {', 'cat <<END >a']) {
        const close = open.startsWith('cat') ? 'END\n' : '';
        expect(await brief(`${start}${open}\nexit 0\n${close})\n`)).toEqual([
          expect.stringMatching(/error shell-syntax$/),
        ]);
      }
      expect(await brief(`${start}exec >a\nfi\n`)).toEqual(['3 error shell-syntax']);
    }
  });

  test('knows the first line as the kernel and env do', async () => {
    await lay(old, 'Environment=PATH=/opt/nothing\n');
    expect(await brief('echo\n')).toEqual(['1 error no-interpreter']);
    expect(await brief('#!/opt/nothing/sh\n')).toEqual(['1 error bad-interpreter']);
    expect(await brief('#!sh\n')).toEqual(['1 error bad-interpreter']);
    expect(await brief('#!/bin/sh\r\n')).toEqual(['1 error bad-interpreter']);
    // The PATH is that of the service.
    expect(await brief('#!/usr/bin/env perl\n')).toEqual(['1 error bad-interpreter']);
    await put(unit, '[Service]\nExecStart=%h/.local/bin/scripted.sh\n');
    expect(await brief('#!/usr/bin/env perl\n')).toEqual([]);
  });

  test('runs nothing of the text, whatever it says', async () => {
    await lay();
    const trace = path.join(await temporaryFolder(), 'ran');
    for (const shebang of ['#!/bin/sh', '#!/bin/bash']) {
      await brief(`${shebang}\ntouch ${trace}\n$(touch ${trace})\nset +n\ntouch ${trace}\n`);
      await brief(`${shebang}\ncat <<X\n$(touch ${trace})\nX\nfi\n`);
    }
    expect(await readdir(path.dirname(trace))).toEqual([]);
    expect(records.every(({ line }) => !line.includes(at))).toBe(true);
  });

  test('reads 4 MiB within the time of a check, and leaves nothing behind', async () => {
    await lay();
    // What was killed in the middle of a check left its own.
    const before = new Set(await readdir(person.runtimeFolder));
    const bytes = bytesOf(`#!/bin/sh\n${'echo a longer line of a script\n'.repeat(130_000)}fi\n`);
    expect(bytes.length).toBeGreaterThan(4_000_000);
    expect(await brief(bytes)).toEqual(['130002 error shell-syntax']);
    await until('the scratch folders', async () =>
      (await readdir(person.runtimeFolder)).every(
        (name) => before.has(name) || !name.startsWith('hearth-check-'),
      ),
    );
  });
});
