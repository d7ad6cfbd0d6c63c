/** Names offered for a new service, from what was typed. */
import { nameFault } from '../names/unit-name.ts';
import { folderOf } from '../text/path.ts';
import type { LineReading } from './command-line.ts';

/** Names are easier to read, type and tell apart when they are short. */
const lengthMax = 60;

/** “My Site” → `my-site`; null if nothing is left. */
export const nameFromText = (text: string): string | null => {
  const words = text
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .replaceAll('ß', 'ss')
    .toLowerCase()
    .match(/[a-z0-9]+(?:_[a-z0-9]+)*/g);
  const name = (words ?? [])
    .reduce((all, word) => (all.length + word.length < lengthMax ? `${all}-${word}` : all), '')
    .slice(1);
  return name === '' || nameFault(name) !== null ? null : name;
};

/** Programs that say less than what they are given to run. */
const interpreters =
  /^(?:python|node|nodejs|deno|bun|ruby|perl|php|java|lua|Rscript|sh|bash|zsh|dash|fish|pwsh|dotnet|mono|tsx|ts-node|npx|pnpx|uvx|pipx|uv|npm|yarn|pnpm|poetry|pipenv|cargo|go|make|env|nice|ionice|xvfb-run|flatpak|dbus-run-session)(?:[0-9.]*)$/;

/** Words between an interpreter and what it runs: `npm run`, `uv run`, `deno run`. */
const verbs = new Set(['run', 'exec', 'start', 'serve', 'dev', 'tool', 'run-script', 'install']);

/** File names that say less than their folder. */
const plainNames = new Set([
  'main',
  'app',
  'index',
  'server',
  'run',
  'start',
  'manage',
  '__main__',
]);

const baseOf = (path: string): string => path.split('/').findLast((part) => part !== '') ?? '';

const withoutSuffix = (name: string): string =>
  name.replace(/\.(?:py|js|mjs|cjs|ts|sh|bash|rb|pl|php|jar|lua|exe|AppImage|bin|R)$/i, '');

/** `/a/site/server.py` → `site`, `/a/backup.sh` → `backup`. */
const nameOfFile = (path: string, folder: string | null): string => {
  const name = withoutSuffix(baseOf(path));
  const parent = path.includes('/') ? baseOf(folderOf(path)) : baseOf(folder ?? '');
  const says = parent !== '' && !/^[%.~]/.test(parent) && !['bin', 'src', 'dist'].includes(parent);
  return plainNames.has(name) && says ? parent : name;
};

/** What an interpreter runs: the module after `-m`, or the first word that is no option. */
const runBy = (words: readonly string[]): string | null => {
  const module = words.indexOf('-m');
  if (module >= 0) return words[module + 1] ?? null;
  // What follows `-c` or `-e` is code.
  if (words.some((word) => /^-[a-z]*[ce]$/.test(word))) return null;
  return words.find((word) => !word.startsWith('-') && !verbs.has(word)) ?? null;
};

/** `python3 -m http.server` → `http-server`; null if the line says nothing to go by. */
export const nameFromCommand = (reading: LineReading, folder: string): string | null => {
  if (reading.kind !== 'command') return null;
  const at = reading.folder ?? (folder.trim() === '' ? null : folder.trim());
  const program = withoutSuffix(baseOf(reading.program));
  if (!interpreters.test(program)) return nameFromText(nameOfFile(reading.program, at));
  const run = runBy(reading.arguments);
  if (run !== null) return nameFromText(nameOfFile(run.replace(/^(@[^/]+)\//, ''), at));
  const parent = baseOf(at ?? '');
  return /^[%~]?h?$/.test(parent) ? nameFromText(program) : nameFromText(parent);
};
