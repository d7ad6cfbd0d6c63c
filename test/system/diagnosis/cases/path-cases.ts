/** Services whose settings name folders and files that aren’t there, or are closed. */
import { chmod, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { person, systemdVersion } from '../../workbench/bench.ts';
import type { Broken } from '../broken.ts';
import { atTheEnd, type Place, run } from '../making.ts';

const works = 'ExecStart=/bin/sleep 1000';

const closedFolder = async (at: Place): Promise<string> => {
  const folder = path.join(at.folder, 'closed');
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o000);
  // Whoever copies or removes all of it must get in.
  atTheEnd(() => chmod(folder, 0o700));
  return folder;
};

/** 257 and 262 take a file in the place of such a folder for the folder, and start the service. */
const wantsFolder = systemdVersion < 257;

/** A file where systemd would make a folder for the service. */
const fileInPlace = (at: Place, ...folders: string[]) =>
  Promise.all(folders.map((folder) => at.write(path.join(folder, `data-${at.name}-${run}`), '')));

export const pathCases: readonly Broken[] = [
  {
    name: 'working-folder-gone',
    what: 'WorkingDirectory= isn’t there',
    make: (at) => at.service(`WorkingDirectory=${at.folder}/data`, works),
    causes: ['working-folder-missing'],
    evidence: [/\/working-folder-gone\/data/],
    mentions: [/WorkingDirectory=/],
  },
  {
    name: 'working-folder-closed',
    what: 'WorkingDirectory= may not be entered',
    make: async (at) => at.service(`WorkingDirectory=${await closedFolder(at)}`, works),
    causes: ['working-folder-closed'],
    evidence: [/\/closed/],
  },
  {
    name: 'working-folder-is-file',
    what: 'WorkingDirectory= is a file',
    make: async (at) => {
      const file = await at.write('data', '');
      await at.service(`WorkingDirectory=${file}`, works);
    },
    causes: ['working-folder-is-file'],
    evidence: [/\/data/],
  },
  {
    name: 'working-folder-link-broken',
    what: 'WorkingDirectory= is a link to nothing',
    make: async (at) => {
      await at.link('/opt/gone/data', `${at.folder}/data`);
      await at.service(`WorkingDirectory=${at.folder}/data`, works);
    },
    causes: ['working-folder-missing'],
    evidence: [/\/data/],
  },
  {
    name: 'environment-file-gone',
    what: 'EnvironmentFile= isn’t there',
    make: (at) => at.service(`EnvironmentFile=${at.folder}/settings.env`, works),
    causes: ['environment-file-missing'],
    evidence: [/settings\.env/],
  },
  {
    name: 'environment-file-closed',
    what: 'EnvironmentFile= may not be read',
    make: async (at) => {
      const file = await at.write('settings.env', 'A=1\n', 0o000);
      await at.service(`EnvironmentFile=${file}`, works);
    },
    causes: ['environment-file-unreadable'],
    evidence: [/settings\.env/],
  },
  {
    name: 'output-folder-gone',
    what: 'StandardOutput=file: in a folder that isn’t there',
    make: (at) => at.service(`StandardOutput=file:${at.folder}/logs/out.log`, works),
    causes: ['output-folder-missing'],
    evidence: [/\/logs/],
    mentions: [/StandardOutput=/],
    writes: ['logs', 'logs/out.log'],
  },
  {
    name: 'error-folder-gone',
    what: 'StandardError=append: in a folder that isn’t there',
    make: (at) => at.service(`StandardError=append:${at.folder}/logs/error.log`, works),
    causes: ['output-folder-missing'],
    evidence: [/\/logs/],
    mentions: [/StandardError=/],
    writes: ['logs', 'logs/error.log'],
  },
  {
    name: 'output-of-root',
    what: 'StandardOutput=append: to a file of root’s',
    make: (at) => at.service('StandardOutput=append:/var/log/hearth-broken.log', works),
    causes: ['output-not-writable'],
    evidence: [/\/var\/log/],
  },
  {
    name: 'output-closed',
    what: 'StandardOutput=append: to a file that may only be read',
    make: async (at) => {
      const file = await at.write('out.log', '', 0o444);
      await at.service(`StandardOutput=append:${file}`, works);
    },
    causes: ['output-not-writable'],
    evidence: [/out\.log/],
  },
  {
    name: 'input-gone',
    what: 'StandardInput=file: isn’t there',
    make: (at) => at.service(`StandardInput=file:${at.folder}/queue.txt`, works),
    causes: ['input-missing'],
    evidence: [/queue\.txt/],
  },
  {
    name: 'state-folder-is-file',
    what: 'a file where StateDirectory= would be',
    make: async (at) => {
      // Below ~/.config before systemd 254.
      await fileInPlace(at, person.configFolder, path.join(person.home, '.local/state'));
      await at.service(`StateDirectory=data-${at.name}-${run}`, works);
    },
    causes: ['own-folder-impossible'],
    mentions: [/StateDirectory=/],
    isPossible: wantsFolder,
  },
  {
    name: 'runtime-folder-is-file',
    what: 'a file where RuntimeDirectory= would be',
    make: async (at) => {
      await fileInPlace(at, person.runtimeFolder);
      await at.service(`RuntimeDirectory=data-${at.name}-${run}`, works);
    },
    causes: ['own-folder-impossible'],
    mentions: [/RuntimeDirectory=/],
    isPossible: wantsFolder,
  },
  {
    name: 'cache-folder-is-file',
    what: 'a file where CacheDirectory= would be',
    make: async (at) => {
      await fileInPlace(at, path.join(person.home, '.cache'));
      await at.service(`CacheDirectory=data-${at.name}-${run}`, works);
    },
    causes: ['own-folder-impossible'],
    mentions: [/CacheDirectory=/],
    isPossible: wantsFolder,
  },
  {
    name: 'credential-gone',
    what: 'LoadCredential= names a file that isn’t there',
    make: (at) => at.service(`LoadCredential=key:${at.folder}/key`, works),
    causes: ['credential-missing'],
    mentions: [/LoadCredential=/],
  },
];
