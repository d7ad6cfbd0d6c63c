/**
 * Checks the catalogue of texts: no text is unused or read too early, and files that use the catalogue contain no
 * language themselves. `node build/texts/check.ts [--all] [FOLDER …]`: `--all` also checks files that do not use it.
 */
import { readFile, glob } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { literalsInComponent, literalsInScript } from './literals.ts';
import { domainsIn, earlyReads, nameOfFile, usesIn, type Fault } from './uses.ts';

/** Relative path → content. */
export type Sources = ReadonlyMap<string, string>;

const catalogue = 'electron/core/texts/';

export interface Outcome {
  texts: number;
  faults: Fault[];
}

/** @param everywhere also looks for language in files that do not use the catalogue. */
export const checkTexts = (sources: Sources, everywhere: boolean): Outcome => {
  const domains = [...sources]
    .filter(([file]) => file.startsWith(catalogue))
    .flatMap(([file, source]) => domainsIn(file, source));
  const names = new Set(domains.map(({ name }) => name));
  const used = new Set<string>();
  const faults: Fault[] = domains
    .filter(({ file, name }) => name !== nameOfFile(file))
    .map(({ file, name }) => ({
      file,
      line: 1,
      what: `${name} must be named ${nameOfFile(file)}`,
    }));

  for (const [file, source] of sources) {
    if (file.startsWith(catalogue)) continue;
    const isComponent = file.endsWith('.svelte');
    const usesCatalogue = /from '[^']*\/texts\/[^']*'/.test(source);
    if (usesCatalogue) {
      const uses = usesIn(file, source, names);
      for (const each of uses.used) used.add(each);
      faults.push(...uses.faults, ...(isComponent ? [] : earlyReads(file, source, names)));
    }
    if (!usesCatalogue && !everywhere) continue;
    const literals = isComponent ? literalsInComponent(source) : literalsInScript(source);
    for (const { line, text } of literals)
      faults.push({ file, line, what: `“${text}” belongs in the catalogue` });
  }

  for (const { file, name, keys } of domains) {
    if (used.has(`${name}.*`)) continue;
    for (const [key, line] of keys)
      if (!used.has(`${name}.${key}`)) faults.push({ file, line, what: `${key} is used nowhere` });
  }
  return { texts: domains.reduce((sum, { keys }) => sum + keys.size, 0), faults };
};

const readSources = async (root: string): Promise<Sources> => {
  const sources = new Map<string, string>();
  for await (const file of glob('{electron,renderer}/**/*.{ts,svelte}', { cwd: root }))
    sources.set(file, await readFile(path.join(root, file), 'utf8'));
  return sources;
};

if (process.argv[1] === import.meta.filename) {
  const { values, positionals } = parseArgs({
    options: { all: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const sources = await readSources(path.resolve(import.meta.dirname, '..', '..'));
  const { texts, faults } = checkTexts(sources, values.all);
  const shown = faults.filter(
    ({ file }) => positionals.length === 0 || positionals.some((folder) => file.startsWith(folder)),
  );
  for (const { file, line, what } of shown) console.log(`${file}:${line}: ${what}`);
  if (shown.length > 0) process.exitCode = 1;
  else console.log(`${texts} texts, each used and none left out.`);
}
