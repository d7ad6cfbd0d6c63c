/** Applies safe remedies for real, looks whether they mend, and undoes them. */
import path from 'node:path';
import type { Cause, Remedy } from '../../../electron/core/diagnosis/cause.ts';
import type { openHearth } from '../../open-engine.ts';
import { sudo, until } from '../workbench/bench.ts';
import { breakIt, runBroken, untilShown, watchedFolders, type Subject } from './breaking.ts';
import { isOver, isUp } from './broken.ts';
import { snapshotOf } from './making.ts';

type Hearth = ReturnType<typeof openHearth>;

export interface Tried {
  unit: string;
  /** Such as `HE-102 make-executable`. */
  remedy: string;
  ms: number;
  /** What went wrong; null: it mended, and was undone. */
  fault: string | null;
}

/** What its units and its folder are made of; not what other services have. */
const filesOf = async ({ at, unit }: Subject): Promise<Record<string, string>> => {
  const units = new Set([...at.units, unit]);
  const isOfIt = (file: string): boolean =>
    file.split('/').some((part) => units.has(part.replace(/\.d$/, '')));
  const folders = await Promise.all(watchedFolders.map(snapshotOf));
  const around = folders.flatMap((folder) =>
    Object.entries(folder).filter(([file]) => isOfIt(file)),
  );
  return { ...(await snapshotOf(at.folder)), ...Object.fromEntries(around) };
};

const differences = (
  before: Record<string, string>,
  after: Record<string, string>,
  except: readonly string[],
): string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((file) => before[file] !== after[file] && !except.includes(file))
    .map((file) => `${file}: ${before[file] ?? 'not there'} → ${after[file] ?? 'not there'}`);

/** Undoes the last change, which must be this unit’s. @throws why not. */
const undo = async (engine: Hearth, unit: string): Promise<void> => {
  const undoable = await until('it can be undone', () => {
    const last = engine.store.state().account.transactions.undoable;
    return last?.unit === unit ? last : null;
  });
  const refused = await engine.handlers.undoTransaction({ id: undoable.id });
  if (refused !== null) throw new Error(`not undone: ${refused.code}`);
};

/** Waits until it’s mended: most remedies start the unit themselves. @throws what it shows instead. */
const expectMended = async (subject: Subject): Promise<void> => {
  const isMended = subject.broken.isMended ?? isUp;
  const isAlready = await untilShown(subject.unit, isMended, 500).then(
    () => true,
    () => false,
  );
  if (!isAlready) await runBroken(subject);
  await untilShown(subject.unit, isMended, 8000);
};

/** @throws what is wrong with it. */
const tryOne = async (
  engine: Hearth,
  subject: Subject,
  cause: Cause,
  remedy: Remedy,
): Promise<void> => {
  const { unit, broken, at } = subject;
  const before = await filesOf(subject);
  const chosen = { unit, cause: cause.number, remedy: remedy.id };
  const problem = await engine.handlers.applyRemedy(chosen);
  // What keeps it from running isn’t known, so it may fail again; then nothing may be left of the remedy.
  const mayFail = broken.causes.length === 0;
  if (problem !== null && !mayFail) throw new Error(`not applied: ${problem.code}`);
  if (!mayFail) {
    await expectMended(subject);
    const { causes } = await engine.handlers.diagnose({ unit });
    if (causes.some(({ number }) => number === cause.number)) throw new Error('the cause remains');
    await untilShown(unit, broken.isMended ?? isUp, 1000);
  }
  // A start that fails leaves the rest of its remedy, which can be undone.
  const last = engine.store.state().account.transactions.undoable;
  if (problem === null || last?.unit === unit) await undo(engine, unit);
  const own = (broken.writes ?? []).map((file) => path.join(at.folder, file));
  const changed = differences(before, await filesOf(subject), own);
  if (changed.length > 0) throw new Error(`undoing left changes: ${changed.join(', ')}`);
  await sudo('rm', '-rf', '--', ...own);
};

/** The error, and what Hearth finds of the unit by then. */
const withFindings = async (engine: Hearth, unit: string, error: unknown): Promise<string> => {
  const found = await Promise.resolve(engine.handlers.diagnose({ unit })).catch(() => null);
  return `${String(error)}; by now: ${JSON.stringify(found)}`;
};

/** Tries each safe remedy of its causes. The service is broken before, and before each further one. */
export const trySafeRemedies = async (
  engine: Hearth,
  subject: Subject,
  causes: readonly Cause[],
): Promise<Tried[]> => {
  const tried: Tried[] = [];
  const { unit, broken } = subject;
  const safe = causes.flatMap((cause) =>
    cause.remedies.filter(({ level }) => level === 'safe').map((remedy) => ({ cause, remedy })),
  );
  for (const { cause, remedy } of safe) {
    const began = performance.now();
    const fault = await (async () => {
      if (tried.length > 0) {
        await subject.at.stop();
        await untilShown(unit, isOver, 8000);
        await breakIt(subject);
      }
      await tryOne(engine, subject, cause, remedy);
      return null;
    })().catch((error: unknown) => withFindings(engine, unit, error));
    const ms = Math.round(performance.now() - began);
    tried.push({ unit: broken.name, remedy: `${cause.number} ${remedy.id}`, ms, fault });
  }
  return tried;
};
