/** What a login shell does to the environment page. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { createLoginShell } from '../../../electron/host/login/login-shell.ts';
import { person, temporaryFolder } from '../workbench/bench.ts';
import { open } from './environment-bench.ts';

describe('a login shell', () => {
  const withShell = (shellPath: string, home: string) =>
    createLoginShell({ ...person, home }, process.env, shellPath);

  test.each([
    ['hangs', 'sleep 1000\n', false],
    ['exits at once', 'exit 3\n', false],
    ['prints garbage', 'head -c 300000 /dev/urandom; echo; echo HEARTH_X=forged\n', true],
    [
      'has 5,000 variables',
      'i=0; while [ $i -lt 5000 ]; do i=$((i+1)); export "V_$i=value $i"; done\n',
      true,
    ],
    ['has line breaks', 'export HEARTH_X="one\ntwo"\n', true],
    ['is not UTF-8', 'export HEARTH_X="$(printf "caf\\351")"\n', true],
  ])('that %s is no trouble', async (_, text, answers) => {
    const home = await temporaryFolder();
    await writeFile(path.join(home, '.profile'), text);
    await writeFile(path.join(home, '.bash_profile'), text);
    const { loginEnvironment } = withShell('/bin/bash', home);
    const bench = await open({}, { loginEnvironment: () => loginEnvironment(3000) });
    const began = performance.now();
    const view = await bench.handlers.environment(undefined);
    expect(performance.now() - began).toBeLessThan(4500);
    expect(view.answered).toBe(answers);
    expect(view.variables.length).toBeGreaterThan(3);
    if (text.includes('5000')) {
      expect(view.variables.length).toBeGreaterThan(5000);
      expect(view.variables.find(({ name }) => name === 'V_4999')?.terminal?.text).toBe(
        'value 4999',
      );
    }
    if (text.includes('351'))
      expect(view.variables.find(({ name }) => name === 'HEARTH_X')?.bar).toBe('value');
    if (text.includes('two'))
      expect(view.variables.find(({ name }) => name === 'HEARTH_X')?.terminal?.text).toBe(
        'one\ntwo',
      );
    expect(view.variables.find(({ name }) => name === 'forged')).toBeUndefined();
  });

  test('that runs nothing leaves the variables of the session', async () => {
    const { loginEnvironment } = withShell('/usr/sbin/nologin', person.home);
    const bench = await open(
      {},
      { loginEnvironment, sessionVariables: new Map([['DISPLAY', ':7']]) },
    );
    const view = await bench.handlers.environment(undefined);
    expect(view.answered).toBe(false);
    expect(view.variables.find(({ name }) => name === 'DISPLAY')?.terminal?.text).toBe(':7');
  });
});
