/** Where the test machine keeps things, outside and inside, and its users. */
import { createHash } from 'node:crypto';
import { resolve } from 'node:path';

/** The project's folder, at /opt/hearth inside. */
export const checkout = resolve(import.meta.dirname, '../..');

/** Each checkout has its own machine, so that several can work at once. Also its host name, so keep it short. */
export const machineName = `hearth-${createHash('sha256').update(checkout).digest('hex').slice(0, 12)}`;

/** A tmpfs, and apart from `out` the only place outside that the machine writes to. */
export const base = `/run/${machineName}`;
/** The copy-on-write view of the host's /. */
export const rootDirectory = `${base}/root`;
/** What the machine's boot wrote to its console. */
export const consoleLog = `${base}/console.log`;

/** At /out inside, writable by everyone there while the machine is up. */
export const outDirectory = `${checkout}/out`;

export const inside = { project: '/opt/hearth', electron: '/opt/electron', out: '/out' };

export const alice = { name: 'alice', uid: 4242, password: 'secret' };
export const rootPassword = 'rootsecret';

/** The command that brings the machine up, for messages. */
export const command = (verb: string) => `npm run machine -- ${verb}`;
