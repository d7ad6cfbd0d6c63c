import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createLoginShell } from '../../../electron/host/login/login-shell.ts';
import { emptyForm } from '../../../electron/core/create/service-form.ts';
import { createProgramSearch } from '../../../electron/engine/create/find-program.ts';
import { host, person, temporaryFolder, until } from '../workbench/bench.ts';

/** A home folder with one startup file. */
const homeWith = async (file: string, text: string): Promise<string> => {
  const home = await temporaryFolder();
  await mkdir(path.dirname(path.join(home, file)), { recursive: true });
  await writeFile(path.join(home, file), text);
  return home;
};

const shellIn = (home: string, shell: string) =>
  createLoginShell({ ...person, home }, process.env, shell);
const pathIn = (home: string, shell: string) => shellIn(home, shell).loginPath;

test.each([
  ['/bin/bash', '.bash_profile', 'echo noise; export PATH="$HOME/tools:$PATH"; echo noise'],
  ['/bin/bash', '.bash_profile', 'case $- in *i*) PATH=$HOME/tools:$PATH ;; esac'],
  ['/bin/dash', '.profile', 'printf "no line end"; export PATH="$HOME/tools:$PATH"; echo'],
  ['/bin/zsh', '.zshrc', 'path=($HOME/tools $path); print -n "\\e[0m"; print'],
  ['/usr/bin/fish', '.config/fish/config.fish', 'set -x PATH $HOME/tools $PATH; echo noise'],
  ['/bin/tcsh', '.tcshrc', 'setenv PATH ${HOME}/tools:${PATH}; echo noise'],
  ['/bin/tcsh', '.login', 'setenv PATH ${HOME}/tools:${PATH}'],
])('learns the PATH that %s sets in %s', async (shell, file, text) => {
  const home = await homeWith(file, `${text}\n`);
  const folders = await pathIn(home, shell)();
  expect(folders?.[0]).toBe(`${home}/tools`);
  expect(folders).toContain('/usr/bin');
});

test.each(['/bin/bash', '/bin/dash', '/bin/zsh'])(
  'learns every variable that %s exports, whatever its value holds',
  async (shell) => {
    const file = { '/bin/bash': '.bash_profile', '/bin/dash': '.profile' }[shell] ?? '.zshenv';
    const home = await homeWith(file, 'export WEAVE="one\ntwo=\\"three\\""\nexport EMPTY=\n');
    const variables = await shellIn(home, shell).loginEnvironment();
    expect(variables?.get('WEAVE')).toBe('one\ntwo="three"');
    expect(variables?.get('EMPTY')).toBe('');
    expect(variables?.get('HOME')).toBe(home);
  },
);

test('waits for the environment no longer than asked', async () => {
  const home = await homeWith('.bash_profile', 'sleep 1\n');
  const began = performance.now();
  expect(await shellIn(home, '/bin/bash').loginEnvironment(100)).toBeNull();
  expect(performance.now() - began).toBeLessThan(900);
});

test('does without an answer from startup files that wait, and has it once they go on', async () => {
  const home = await homeWith(
    '.bash_profile',
    'until [ -e "$HOME/go" ]; do sleep 0.1; done; PATH=$HOME/tools:$PATH\n',
  );
  const read = pathIn(home, '/bin/bash');
  expect(await read()).toBeNull();
  await writeFile(path.join(home, 'go'), '');
  expect(await until('an answer', read)).toContain(`${home}/tools`);
});

test('starts one shell for several questions', async () => {
  const home = await homeWith('.bash_profile', 'echo x >> "$HOME/starts"\n');
  const read = pathIn(home, '/bin/bash');
  await Promise.all([read(), read()]);
  await read();
  expect(await readFile(path.join(home, 'starts'), 'utf8')).toBe('x\n');
});

test.each(['/bin/false', '/nowhere/shell', '/usr/sbin/nologin'])(
  'has no answer from %s',
  async (shell) => {
    expect(await pathIn(person.home, shell)()).toBeNull();
  },
);

test('finds a program as the terminal does, and writes home as %h', async () => {
  const tools = path.join(person.home, 'login-path-tools');
  await mkdir(tools, { recursive: true });
  await writeFile(path.join(tools, 'plain-file'), '', { mode: 0o644 });
  await writeFile(path.join(tools, 'mine'), '#!/bin/sh\n', { mode: 0o755 });
  const search = createProgramSearch({
    ...host,
    loginPath: () => Promise.resolve([tools, '/usr/bin']),
  });
  const find = (command: string, workingDirectory = '') =>
    search({ ...emptyForm(), command, workingDirectory });
  expect(await find('mine')).toEqual({ kind: 'found', path: '%h/login-path-tools/mine' });
  expect(await find('env')).toEqual({ kind: 'found', path: '/usr/bin/env' });
  expect(await find('plain-file')).toEqual({ kind: 'missing', folders: [tools, '/usr/bin'] });
  expect(await find('./x', '~/site/')).toEqual({ kind: 'found', path: '~/site/x' });
  expect(await find('/bin/x')).toEqual({ kind: 'found', path: null });
});
