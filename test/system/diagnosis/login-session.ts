/** What alice’s login shell has and her user manager lacks: a folder in PATH, and variables. */
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { person } from '../workbench/bench.ts';
import { atTheEnd, run, systemctlQuietly } from './making.ts';

export const onlyAtLogin = {
  folder: path.join(person.home, `login-bin-${run}`),
  /** A program in that folder. */
  program: `at-login-${run}`,
  variables: {
    DISPLAY: ':97',
    WAYLAND_DISPLAY: 'wayland-9',
    HEARTH_FEED_TOKEN: 'f00df00d5ec2e7',
    JAVA_HOME: '/usr/lib/jvm/default',
  },
};

/** Sets them in ~/.profile until the end. */
export const openLogin = async (): Promise<void> => {
  const { folder, program, variables } = onlyAtLogin;
  await mkdir(folder);
  await writeFile(path.join(folder, program), '#!/bin/sh\nexec sleep 1000\n');
  await chmod(path.join(folder, program), 0o755);
  const profile = path.join(person.home, '.profile');
  const before = await readFile(profile);
  const lines = [
    `PATH="${folder}:$PATH"`,
    ...Object.entries(variables).map(([name, value]) => `export ${name}='${value}'`),
  ];
  await writeFile(profile, `${before.toString()}\n${lines.join('\n')}\n`);
  atTheEnd(() => writeFile(profile, before));
  await systemctlQuietly('unset-environment', ...Object.keys(variables));
};
