/** All findings about the unsaved text of a script: its first line, and what its shell reports. Nothing of it runs. */
import path from 'node:path';
import {
  possibleHeads,
  scriptFindings,
  setsExtglob,
  syntaxFindings,
} from '../../core/lint/script/script-findings.ts';
import type { FactsWanted } from '../../core/lint/toolkit/disk-facts.ts';
import {
  interpreterBy,
  programsNamed,
  readShebang,
  shebangBytes,
  shellOf,
  withoutShebang,
  type Shebang,
} from '../../core/lint/script/shebang.ts';
import type { Finding } from '../../core/syntax/finding.ts';
import { decodeUtf8, encodeUtf8 } from '../../core/text/utf8.ts';
import { filesScriptTexts } from '../../core/texts/files/script.ts';
import type { HostFiles } from '../../host/host-files.ts';
import { placesForEnv } from '../../system/lint/disk-facts.ts';
import type { LintSurroundings } from '../../system/lint/surroundings.ts';

interface Script {
  /** Where it is or would be; absolute. */
  path: string;
  bytes: Uint8Array;
}

interface Deps {
  files: Pick<HostFiles, 'inspect' | 'makeScratch' | 'discardScratch'>;
  surroundings: Pick<LintSurroundings, 'managerPath' | 'syntaxOf'>;
}

const firstLineFindings = async (
  script: { path: string; text: string; head: string },
  shebang: Shebang | null,
  searchPath: FactsWanted['searchPath'],
  { files, surroundings }: Deps,
): Promise<Finding[]> => {
  if (shebang === null) {
    const interpreter = withoutShebang(script.head);
    const facts = { paths: new Map(), searchPath: null };
    return scriptFindings(script, { shebang, interpreter }, facts);
  }
  const facts = await files.inspect(programsNamed(shebang));
  const interpreter = interpreterBy(shebang, (program) => {
    const fact = facts.get(program);
    // What the disk doesn’t tell in time causes no finding.
    return fact?.kind === 'unknown' || (fact?.kind === 'file' && fact.isExecutable);
  });
  const names = interpreter.kind === 'by-env' ? [interpreter.name] : [];
  const { managerPath } = surroundings;
  return scriptFindings(
    script,
    { shebang, interpreter },
    await placesForEnv(names, searchPath, { files, managerPath }),
  );
};

/** What the shell reports about the text, in a private folder; null if it didn’t answer. */
const readBy = async (
  shell: 'sh' | 'bash',
  named: string,
  { bytes, ...options }: { bytes: Uint8Array; extglob: boolean; signal: AbortSignal },
  { files, surroundings }: Deps,
): Promise<{ output: string; named: string } | null> => {
  // Without room for a copy there is no answer, either.
  const folder = await files.makeScratch(new Map([[named, bytes]])).catch(() => null);
  if (folder === null) return null;
  const copy = path.join(folder, named);
  const output = await surroundings
    .syntaxOf(shell, copy, options)
    .finally(() => files.discardScratch(folder));
  return output === null ? null : { output, named: copy };
};

/** The line after the last that the shell reads, if it ends there and the rest is data; null if it reads all. */
const dataAfter = async (
  text: string,
  firstError: number,
  read: (text: string) => Promise<{ output: string } | null>,
): Promise<number | null> => {
  for (const head of possibleHeads(text, firstError)) {
    // What is complete has no error, but has one after a lone `)`; an open here-document would take it.
    if ((await read(head))?.output !== '') continue;
    const more = await read(`${head})\n`);
    if (more !== null && more.output !== '') return head.split('\n').length;
  }
  return null;
};

const notRead = (shell: string): Finding => ({
  source: 'verify',
  code: 'not-verified',
  severity: 'hint',
  line: 1,
  column: 1,
  endColumn: 2,
  ...filesScriptTexts.notRead(shell),
  manual: null,
  fix: null,
});

/** @param searchPath the PATH of the service. */
export const checkScript = async (
  { path: at, bytes }: Script,
  searchPath: FactsWanted['searchPath'],
  signal: AbortSignal,
  deps: Deps,
): Promise<Finding[]> => {
  const head = Buffer.from(bytes.subarray(0, shebangBytes)).toString('latin1');
  const script = { path: at, text: decodeUtf8(bytes), head };
  const shebang = readShebang(head);
  const own = await firstLineFindings(script, shebang, searchPath, deps);
  const shell = shebang === null ? null : shellOf(shebang);
  if (shell === null) return own;
  const extglob = shell === 'bash' && setsExtglob(script.text);
  const read = (text: Uint8Array) =>
    readBy(shell, path.basename(at), { bytes: text, extglob, signal }, deps);
  const reported = await read(bytes);
  if (reported === null) return signal.aborted ? own : [...own, notRead(shell)];
  const found = syntaxFindings(script, shell, reported);
  if (!found.some(({ severity }) => severity === 'error')) return [...own, ...found];
  const first = Math.min(...found.map(({ line }) => line));
  const dataFrom = await dataAfter(script.text, first, (text) => read(encodeUtf8(text)));
  return [...own, ...syntaxFindings(script, shell, reported, dataFrom)];
};
