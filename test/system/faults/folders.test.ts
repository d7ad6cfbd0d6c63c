/** XDG folders that few people have: with spaces and other letters, behind a link, relative. */
import { mkdir, readdir, readFile, realpath, rm, symlink } from 'node:fs/promises';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { emptyForm } from '../../../electron/core/create/service-form.ts';
import { readPerson, stateFolderOf } from '../../../electron/host/account.ts';
import { localHost, openHearth } from '../../open-engine.ts';
import { afterwards, person, property, sudo, until } from '../workbench/bench.ts';
import { expectTrue } from '../workbench/kept.ts';

const unit = 'odd-folders.service';
const manager = `user@${String(person.uid)}.service`;
const setting = `/run/systemd/system/${manager}.d/folders.conf`;
const base = `${person.home}/odd folders`;

const restartManager = async (): Promise<void> => {
  await sudo('systemctl', 'daemon-reload');
  await sudo('systemctl', 'restart', manager);
};

/** Gives the manager these folders. */
const giveManager = async (folders: Record<string, string>): Promise<void> => {
  afterwards(async () => {
    await sudo('rm', '-f', setting);
    await restartManager();
    await rm(base, { recursive: true, force: true });
  });
  const lines = Object.entries(folders).map(([name, value]) => `Environment="${name}=${value}"`);
  await sudo('mkdir', '-p', setting.replace(/\/[^/]+$/, ''));
  await execa('sudo', ['-n', 'tee', setting], { input: ['[Service]', ...lines, ''].join('\n') });
  await restartManager();
};

const folders = (config: string, data: string, state: string): Record<string, string> => ({
  XDG_CONFIG_HOME: config,
  XDG_DATA_HOME: data,
  XDG_STATE_HOME: state,
});

test.each([
  {
    what: 'with spaces and other letters',
    make: () => Promise.resolve(folders(`${base}/Über uns/ö`, `${base}/дані`, `${base}/状态 1`)),
    unitFolder: `${base}/Über uns/ö/systemd/user`,
  },
  {
    what: 'behind links',
    make: async () => {
      await mkdir(`${base}/real/config`, { recursive: true });
      await symlink('real', `${base}/link`);
      await symlink('config', `${base}/real/also`);
      return folders(`${base}/link/also`, `${base}/link/data`, `${base}/link/state`);
    },
    unitFolder: `${base}/link/also/systemd/user`,
  },
  {
    what: 'relative, which don’t count',
    // systemd 252 would take them as they are.
    isManagers: false,
    make: () => Promise.resolve(folders('config', 'data', 'state')),
    unitFolder: `${person.home}/.config/systemd/user`,
  },
])(
  'folders $what: a service is made, changed and deleted',
  async ({ make, unitFolder, isManagers = true }) => {
    const own = await make();
    if (isManagers) await giveManager(own);
    const environment = { ...process.env, ...own };
    const account = readPerson(environment);
    expect(account.unitFolder).toBe(unitFolder);
    const bugs: unknown[] = [];
    const stateFolder = stateFolderOf(environment, account.home);
    const engine = openHearth(
      { stateFolder },
      { report: (bug) => bugs.push(bug) },
      localHost(environment),
    );
    afterwards(engine.dispose);
    const state = () => engine.store.account.state();
    await until('the manager answers', () => state().manager.kind === 'running');

    const form = { ...emptyForm(), name: unit, command: '/bin/sleep 1000' };
    expect(await engine.handlers.createService({ form, takesBack: null })).toBeNull();
    expect(await property(unit, 'ActiveState')).toBe('active');
    expect(await realpath(await property(unit, 'FragmentPath'))).toBe(
      `${await realpath(unitFolder)}/${unit}`,
    );
    const [file] = (await engine.handlers.unitSource({ unit })).files;
    const version = file?.content.kind === 'text' ? file.content.version : null;
    const bytes = Buffer.from('[Service]\nExecStart=/bin/sleep 999\n');
    const fragment = { kind: 'fragment' } as const;
    const saved = await engine.handlers.saveUnitFile({ unit, file: fragment, version, bytes });
    expect(saved).toMatchObject({ kind: 'saved' });
    expect(await readFile(`${unitFolder}/${unit}`, 'utf8')).toBe(bytes.toString());
    expect(await engine.handlers.unitHistory({ unit })).not.toEqual([]);
    await expectTrue(() => state().units);
    expect(await engine.handlers.deleteUnit({ unit })).toBeNull();
    expect(await readdir(unitFolder)).not.toContain(unit);
    await expectTrue(() => state().units);
    expect(bugs).toEqual([]);
  },
);
