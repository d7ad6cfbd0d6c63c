/** Where broken services are made: units in alice’s folder, programs in a folder of her home, mounts, taken ports. */
import {
  chmod,
  lstat,
  mkdir,
  readdir,
  readFile,
  readlink,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import path from 'node:path';
import { execa } from 'execa';
import { person, property, sudo, until } from '../workbench/bench.ts';

/** Keeps names unique per run: the journal, and a machine that stays up, outlive one. */
export const run = Date.now().toString(36);

/** Of all broken services. */
export const brokenFolder = path.join(person.home, `broken-${run}`);

const undos: (() => unknown)[] = [];
/** For after all tests of a file, last added first. */
export const atTheEnd = (undo: () => unknown): void => {
  undos.push(undo);
};
export const endAll = async (): Promise<void> => {
  for (const undo of undos.splice(0).reverse()) await undo();
};

/** Starts or stops units without Hearth; a refusal is part of what is tested. */
export const systemctlQuietly = (...args: string[]) =>
  execa('systemctl', ['--user', ...args], { stdin: 'ignore', reject: false });

/** Listens on a port of this machine, in this process. @param port 0 for any. */
export const holdPort = (port: number): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      resolve(server);
    });
  });

const portOf = (server: Server): number => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
};

/** Holds a port until the end. */
export const listen = async (): Promise<number> => {
  const server = await holdPort(0);
  atTheEnd(() => server.close());
  return portOf(server);
};

/** Whether somebody listens on a port of this machine. */
export const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('error', () => {
      resolve(false);
    });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });

/** A port that nobody holds now. */
export const freePort = async (): Promise<number> => {
  const server = await holdPort(0);
  const port = portOf(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
};

/** Unless it’s in a folder that goes as a whole. */
const removeAtTheEnd = (file: string): void => {
  const goesAnyway = [brokenFolder, person.unitFolder].some((at) => file.startsWith(`${at}/`));
  if (!goesAnyway) atTheEnd(() => rm(file, { force: true }));
};

export type Place = ReturnType<typeof createPlace>;

/** @param name of the broken service. */
export const createPlace = (name: string) => {
  const folder = path.join(brokenFolder, name);
  const unit = `${name}-${run}.service`;
  const expected: RegExp[] = [];
  const inUnits = (file: string) => path.join(person.unitFolder, file);

  const write = async (
    file: string,
    content: string | Uint8Array,
    mode = 0o644,
  ): Promise<string> => {
    const full = path.resolve(folder, file);
    await mkdir(path.dirname(full), { recursive: true });
    await writeFile(full, content);
    await chmod(full, mode);
    removeAtTheEnd(full);
    return full;
  };
  const link = async (target: string, at: string): Promise<void> => {
    await mkdir(path.dirname(at), { recursive: true });
    await symlink(target, at);
    removeAtTheEnd(at);
  };
  const units = new Set([unit]);
  const named = (name: string): string => {
    units.add(name);
    return name;
  };
  const unitFile = (file: string, ...lines: string[]) => {
    // Of a drop-in, the folder.
    const [owner = ''] = file.split('/');
    units.add(owner.replace(/\.d$/, ''));
    return write(inUnits(file), `${lines.join('\n')}\n`);
  };

  const script = (file: string, ...lines: string[]) =>
    write(file, `${['#!/bin/sh', ...lines].join('\n')}\n`, 0o755);

  return {
    name,
    folder,
    unit,
    /** All its units. */
    units,
    /** Patterns of evidence that are known only once it’s made. */
    expected,
    /** What making it found out, for running it. */
    kept: { port: 0 },
    expect: (...patterns: RegExp[]): void => {
      expected.push(...patterns);
    },
    /** Another unit of this service. */
    other: (what: string): string => named(`${name}-${what}-${run}.service`),
    /** The unit of the same name and another type. */
    ofType: (type: string): string => named(`${name}-${run}.${type}`),
    /** Writes the unit, beginning in [Service]; a line may begin another section. */
    service: (...lines: string[]) => unitFile(unit, '[Service]', ...lines),
    /** The same, enabled: systemd then remembers how it ended, also if it ended well. */
    enabledService: async (...lines: string[]): Promise<void> => {
      await unitFile(unit, '[Service]', ...lines, '[Install]', 'WantedBy=default.target');
      await link(inUnits(unit), inUnits(`default.target.wants/${unit}`));
    },
    /** Writes a program into its folder, or at an absolute path, and a service that runs it. */
    runs: async (
      file: string,
      content: string | Uint8Array,
      mode = 0o755,
      ...lines: string[]
    ): Promise<void> => {
      const program = await write(file, content, mode);
      await unitFile(unit, '[Service]', `ExecStart=${program}`, ...lines);
    },
    unitFile,
    write,
    link,
    inUnits,
    /** A shell script. Returns its path. */
    script,
    /** A shell script, and a service that runs it. */
    runsScript: async (lines: readonly string[], ...settings: string[]): Promise<void> => {
      const program = await script('job.sh', ...lines);
      await unitFile(unit, '[Service]', `ExecStart=${program}`, ...settings);
    },
    /** As `systemctl enable` does it, without its reload. */
    want: (target: string, what = unit) => link(inUnits(what), inUnits(`${target}.wants/${what}`)),
    /** Mounts a tmpfs of alice’s. Returns its folder. */
    mount: async (options: string): Promise<string> => {
      const point = path.join(folder, 'mount');
      await mkdir(point, { recursive: true });
      await sudo('mount', '-t', 'tmpfs', '-o', `uid=${String(person.uid)},${options}`, name, point);
      atTheEnd(() => sudo('umount', '--lazy', point));
      return point;
    },
    remount: (point: string, options: string) => sudo('mount', '-o', `remount,${options}`, point),
    start: (what = unit) => systemctlQuietly('start', '--', what),
    stop: (what = unit) => systemctlQuietly('stop', '--', what),
    /** Waits until it has ended. */
    over: (what = unit) =>
      until(`${what} has ended`, async () =>
        /^(?:failed|inactive)$/.test(await property(what, 'ActiveState')),
      ),
  };
};

const entryOf = async (file: string): Promise<string> => {
  const seen = await lstat(file);
  const mode = (seen.mode & 0o7777).toString(8);
  if (seen.isSymbolicLink()) return `link to ${await readlink(file)}`;
  if (seen.isDirectory()) return `folder ${mode}`;
  if (!seen.isFile()) return `special ${mode}`;
  const content = await readFile(file).catch(() => null);
  return `file ${mode} ${content === null ? 'unreadable' : content.toString('latin1')}`;
};

/** Everything below a folder: modes, bytes, and where links lead. Follows none. */
export const snapshotOf = async (folder: string): Promise<Record<string, string>> => {
  const found: Record<string, string> = {};
  const walk = async (at: string): Promise<void> => {
    const entries = await readdir(at, { withFileTypes: true }).catch(() => []);
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const file = path.join(at, entry.name);
      const seen = await entryOf(file).catch(() => null);
      // Gone meanwhile: it was another service’s.
      if (seen === null) continue;
      found[file] = seen;
      if (entry.isDirectory()) await walk(file);
    }
  };
  await walk(folder);
  return found;
};
