/** Commands that need no window: each prints its answer, and says with which code the process ends. */
import { toProblem } from '../core/problems/problem.ts';
import { explainUnit } from '../engine/diagnosis/explain-unit.ts';
import { checkFiles } from '../engine/files/check-files.ts';
import { readPerson } from '../host/account.ts';
import { openLocalHost } from '../host/local.ts';
import { openLookingEngine } from './looking-engine.ts';
import type { Printing } from './parse-words.ts';
import { printNext } from './print-next.ts';
import { printStatus } from './print-status.ts';
import { problemLines } from '../core/problems/problem-lines.ts';
import type { Print } from './table-lines.ts';

export interface Caller {
  environment: NodeJS.ProcessEnv;
  /** Where relative paths start. */
  folder: string;
}

const check = async (
  { operands: files, asJson }: Printing,
  { environment, folder }: Caller,
  output: Print,
): Promise<number> => {
  const host = openLocalHost({ environment, account: readPerson(environment) });
  try {
    return await checkFiles({ files, asJson }, { host, folder }, output);
  } finally {
    await host.close();
  }
};

const look = async (
  { what, operands, asJson }: Printing,
  { environment }: Caller,
  output: Print,
): Promise<number> => {
  const { engine, close } = openLookingEngine(environment, (bug) => {
    output.tell(bug instanceof Error ? (bug.stack ?? bug.message) : String(bug));
  });
  const unit = operands[0] ?? null;
  try {
    if (what === 'explain' && unit !== null)
      return await explainUnit({ unit, asJson }, engine, output.print);
    if (what === 'next') return await printNext(asJson, engine, output);
    return await printStatus({ unit, asJson }, engine, output);
  } finally {
    await close();
  }
};

/** @returns the exit code: as its answer, or 2 if there is none. */
export const runCommand = async (
  asked: Printing,
  caller: Caller,
  output: Print,
): Promise<number> => {
  try {
    return await (asked.what === 'check' ? check : look)(asked, caller, output);
  } catch (thrown) {
    for (const line of problemLines(toProblem(thrown))) output.tell(line);
    return 2;
  }
};
