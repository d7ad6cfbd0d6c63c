/**
 * Runs a script as V8 compiled it at an earlier start, with the functions that were used then. For the main process that
 * takes a tenth of compiling it. `cachedData` of Node’s vm.Script; V8 refuses what another version of it made.
 */
import { createHash, type Hash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import path from 'node:path';
import { Script } from 'node:vm';
import { readWhole, writeAnew } from '../own-files.ts';

/** Bytes; no script is that large. */
const most = 32 * 1024 * 1024;
const digestLength = 32;

/** Of the script and what V8 made of it: V8 checks the script’s length only, and runs whatever a damaged file says. */
const digestOf = (script: Hash, compiled: Uint8Array): Buffer =>
  script.copy().update(compiled).digest();

const readCache = (cache: string, script: Hash): Buffer | null => {
  try {
    const whole = readWhole(cache, most);
    const compiled = whole.subarray(digestLength);
    return digestOf(script, compiled).equals(whole.subarray(0, digestLength)) ? compiled : null;
  } catch {
    // There is none yet.
    return null;
  }
};

/** Neither source nor cache outlives this: both are large. */
const compile = (file: string, cache: string, hash: Hash): Script => {
  const source = readFileSync(file);
  hash.update(source);
  const cachedData = readCache(cache, hash);
  return new Script(source.toString('latin1'), {
    filename: file,
    ...(cachedData === null ? {} : { cachedData }),
  });
};

/**
 * Runs a CommonJS script.
 * @param script ASCII, and within Node’s own wrapper, `(function (exports, require, …) {…})`.
 * @param cache the file for what V8 made of it; anything else in its place is replaced.
 * @returns what to call once it has started: writes the file, unless that is still good.
 */
export const runCached = (script: string, cache: string): (() => void) => {
  const hash = createHash('sha256');
  const compiled = compile(script, cache, hash);
  const run = compiled.runInThisContext() as (...module: unknown[]) => void;
  const require = createRequire(script);
  const module = new Module(script);
  // Parts of it that are loaded later require it.
  require.cache[script] = module;
  run(module.exports, require, module, script, path.dirname(script));
  return () => {
    // Undefined where there was none.
    if (compiled.cachedDataRejected === false) return;
    const made = compiled.createCachedData();
    try {
      mkdirSync(path.dirname(cache), { recursive: true, mode: 0o700 });
      writeAnew(cache, Buffer.concat([digestOf(hash, made), made]));
    } catch {
      // The next start compiles again.
    }
  };
};
