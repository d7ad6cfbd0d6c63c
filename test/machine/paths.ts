/** Where the test machine keeps things, outside and inside, and its users. */
import { createHash } from 'node:crypto';
import { basename, join, resolve } from 'node:path';

/** The project's folder, at /opt/hearth inside. */
export const checkout = resolve(import.meta.dirname, '../..');

/** What the machine is a copy-on-write view of: this computer’s root, or a folder with another distribution. */
export const lowerRoot = resolve(process.env['HEARTH_MACHINE_ROOT'] ?? '/');
const isForeign = lowerRoot !== '/';

/** Of a further machine of this checkout; '' is the one that people use. */
const further = process.env['HEARTH_MACHINE'] ?? '';

/**
 * Each checkout has its own machine, one for each root, and further ones by name, so that several can work at once. Also
 * its host name, so keep it short.
 */
const place = [checkout, ...(isForeign ? [lowerRoot] : []), ...(further ? [further] : [])].join(
  '\0',
);
export const machineName = `hearth-${createHash('sha256').update(place).digest('hex').slice(0, 12)}`;

/** A tmpfs, and apart from `out` the only place outside that the machine writes to. */
export const base = `/run/${machineName}`;
/** The copy-on-write view of `lowerRoot`. */
export const rootDirectory = `${base}/root`;
/** What the machine's boot wrote to its console. */
export const consoleLog = `${base}/console.log`;

/** At /out inside, writable by everyone there while the machine is up. */
export const outDirectory = join(checkout, 'out', isForeign ? basename(lowerRoot) : '', further);

export const inside = { project: '/opt/hearth', electron: '/opt/electron', out: '/out' };

export const alice = { name: 'alice', uid: 4242, password: 'secret' };
export const rootPassword = 'rootsecret';

/** The command that brings the machine up, for messages. */
export const command = (verb: string) => `npm run machine -- ${verb}`;
