/** What the commands that npm runs have in common: their words, and the folder they were called in. */
import { parseArgs } from 'node:util';

interface NpmWords {
  operands: string[];
  asJson: boolean;
  /** An option that isn’t `--json`; null for none. */
  unknown: string | null;
}

export const readNpmWords = (args: readonly string[]): NpmWords => {
  const { values, positionals } = parseArgs({
    args: [...args],
    strict: false,
    allowPositionals: true,
    options: { json: { type: 'boolean' } },
  });
  const unknown = Object.keys(values).find((name) => name !== 'json');
  return {
    operands: positionals,
    asJson: values['json'] === true,
    unknown: unknown === undefined ? null : `--${unknown}`,
  };
};

/** npm runs scripts in the project’s folder, and says where it was called. */
export const calledIn = (script: string): string =>
  (process.env['npm_lifecycle_event'] === script ? process.env['INIT_CWD'] : undefined) ??
  process.cwd();
