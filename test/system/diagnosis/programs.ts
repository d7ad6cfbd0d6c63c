/** Programs that broken services run. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { systemdVersion } from '../workbench/bench.ts';

/** This Node, which every machine has. */
export const node = process.execPath;
export const python = '/usr/bin/python3';
export const hasPython = existsSync(python);
export const java = '/usr/bin/java';
export const hasJava = existsSync(java);
export const hasJavaCompiler = existsSync('/usr/bin/javac');
export const hasTmux = existsSync('/usr/bin/tmux');
export const hasCurl = existsSync('/usr/bin/curl');
/** Since 254, mount namespaces of user services imply PrivateUsers=, so they work. */
export const refusesNamespaces = systemdVersion < 254;

export const xvfb = '/usr/bin/Xvfb';
export const hasScreen = existsSync(xvfb);

/**
 * The journal learns from /proc which unit wrote a line, so the writer must live until it’s read: a shell that ends later
 * than its line, as most programs do.
 */
export const saysAndExits = (line: string, code: number): string[] => [
  `echo '${line}'`,
  'sleep 0.3',
  `exit ${String(code)}`,
];

/** Ends a script with the code of its last command, a moment later. */
export const keepsItsCode = ['code=$?', 'sleep 0.3', 'exit $code'];

/** Keeps Python alive a moment after its last words, for the same reason. */
export const pythonLines = (...lines: string[]): string =>
  ['import atexit, time', 'atexit.register(time.sleep, 0.3)', ...lines, ''].join('\n');

const changed = async (from: string, pattern: RegExp, to: (found: string) => string) => {
  const text = (await readFile(from)).toString('latin1');
  const patched = text.replace(pattern, to);
  if (patched === text || patched.length !== text.length) throw new Error(`can’t patch ${from}`);
  return Buffer.from(patched, 'latin1');
};

/** This number, and no longer one that has it inside. */
export const word = (number: number): RegExp => new RegExp(`\\b${String(number)}\\b`);

/** A real program whose loader is nowhere: the path of the loader is in it. */
export const programWithoutLoader = (): Promise<Buffer> =>
  changed('/bin/sleep', /\/lib(?:64)?\/ld-linux[\w.-]*\.so\.\d/, (at) => `${at.slice(0, -1)}9`);

/** A real program that needs a library which is nowhere: libc.so.9. */
export const programWithoutLibrary = (): Promise<Buffer> =>
  changed('/bin/sleep', /libc\.so\.6/g, () => 'libc.so.9');

/** A real program of a processor that this computer hasn’t: elf(5), e_machine. */
export const foreignProgram = async (): Promise<Buffer> => {
  const bytes = await readFile('/bin/sleep');
  const [aarch64, x86] = [0xb7, 0x3e];
  bytes.writeUInt16LE(process.arch === 'x64' ? aarch64 : x86, 18);
  return bytes;
};

const dbusLibrary = path.resolve(
  import.meta.dirname,
  '../../../node_modules/@homebridge/dbus-native/index.js',
);

/** Takes a name on the session bus and keeps it; ends with an error if somebody else has it. For Node, as CommonJS. */
export const nameTaker = (name: string): string =>
  [
    `const bus = require(${JSON.stringify(dbusLibrary)}).sessionBus();`,
    `bus.requestName(${JSON.stringify(name)}, 4, (error, code) => {`,
    '  if (code === 1) return;',
    `  console.error('cannot register ${name} on the session bus: name already taken');`,
    '  setTimeout(() => process.exit(1), 300);',
    '});',
    '',
  ].join('\n');
