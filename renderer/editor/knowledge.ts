/** What the editor knows of directives: which exist here, what they mean, what they may be set to. */
import type { ConfigurationItems } from '../../electron/core/directive.ts';
import { wordsFor } from '../../electron/core/lint/value-words.ts';
import { app, hearth } from '../state.svelte.ts';
import type { Knowledge } from './suggest.ts';

/** Asked once; what could not be asked is asked again by the next who wants it. */
let asked: Promise<ConfigurationItems> | null = null;

const configurationItems = (): Promise<ConfigurationItems> => {
  asked ??= hearth.configurationItems().catch((thrown: unknown) => {
    asked = null;
    throw thrown;
  });
  return asked;
};

/** The kinds of `--dump-configuration-items` in plain words. */
const kindWords: Record<string, string> = {
  BOOLEAN: 'yes or no',
  STRING: 'text',
  SECONDS: 'a time span, such as 5s or 1min 30s',
  NANOSECONDS: 'a time span',
  PATH: 'an absolute path',
  'PATH [...]': 'absolute paths',
  'PATH [ARGUMENT [...]]': 'a command: program and arguments',
  'UNIT [...]': 'names of units',
  UNIT: 'the name of a unit',
  UNSIGNED: 'a number',
  INTEGER: 'a number',
  SIZE: 'a size in bytes, with K, M, G, T',
  MODE: 'an access mode, such as 0644',
  SIGNAL: 'a signal, such as SIGTERM',
  LIMIT: 'a limit: a number, or infinity',
  CONDITION: 'what is tested',
  URL: 'addresses',
  ENVIRON: 'NAME=value words',
};

/** Null for a kind that says nothing to people. */
export const kindWord = (kind: string): string | null =>
  kind === 'OTHER' ? null : (kindWords[kind] ?? kind.toLowerCase());

const meaningOf = (): string | null => null;
const choicesOf = (section: string, key: string): readonly string[] =>
  section !== 'Service' && key === 'Type' ? [] : (wordsFor(key) ?? []);

/** What completion and hover of a unit's files ask. */
export const knowledgeOf = (unit: string): Knowledge => ({
  facts: async () => ({
    unit,
    items: (await configurationItems()).items,
    units: Object.keys(app.state?.units ?? {}),
    meaningOf,
    choicesOf,
  }),
  manual: (section, key) => hearth.manualEntry({ section, key }),
});
