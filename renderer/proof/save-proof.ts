/** Writes the proofs of a unit: into its own file where that is the person's, else into a drop-in. */
import { ownPath, type UnitFileRef } from '../../electron/core/files/unit-files.ts';
import type { Problem } from '../../electron/core/problems/problem.ts';
import {
  hasProof,
  putProof,
  removeProof,
  withRestartAfter,
  type ProofEntry,
  type ProofPlace,
} from '../../electron/core/proof/proof-edit.ts';
import { parse, type UnitFile } from '../../electron/core/syntax/unit-file.ts';
import type { PageClient } from '../client.svelte.ts';

type Hearth = PageClient['hearth'];

/** The name of the drop-in for a unit whose file isn't the person's. */
const dropIn = 'proof.conf';

/** What to do: `entry` null removes the proof; `restartAfter` undefined leaves that setting. */
export interface ProofChange {
  old: ProofPlace | null;
  entry: ProofEntry | null;
  restartAfter: number | null | undefined;
}

const changed = (file: UnitFile, { old, entry, restartAfter }: ProofChange): UnitFile => {
  const put =
    entry !== null ? putProof(file, old, entry) : old === null ? file : removeProof(file, old);
  return restartAfter === undefined ? put : withRestartAfter(put, restartAfter);
};

type Outcome =
  { kind: 'saved'; problem: Problem | null } | { kind: 'conflict' } | { kind: 'elsewhere' };

/** `elsewhere`: the proof to change is in a file that isn't changed here. @throws problems of saving. */
export const saveProof = async (
  hearth: Hearth,
  unit: string,
  change: ProofChange,
): Promise<Outcome> => {
  const source = await hearth.unitSource({ unit });
  const refs: UnitFileRef[] = [
    ...(source.advice.suits === 'full' ? [{ kind: 'fragment' } as const] : []),
    { kind: 'drop-in', name: dropIn },
  ];
  const places = refs.map((ref) => {
    const content = source.files.find((one) => one.path === ownPath(source, ref))?.content;
    const there = content?.kind === 'text' ? content : null;
    return {
      ref,
      file: parse(there?.bytes ?? new Uint8Array()),
      version: there?.version ?? null,
    };
  });
  const { old } = change;
  const place = places.find(({ file }) => old === null || hasProof(file, old));
  if (place === undefined) return { kind: 'elsewhere' };
  const bytes = new Uint8Array(changed(place.file, change).bytes);
  const outcome = await hearth.saveUnitFile({
    unit,
    file: place.ref,
    version: place.version,
    bytes,
  });
  return outcome.kind === 'conflict'
    ? { kind: 'conflict' }
    : { kind: 'saved', problem: outcome.reloadProblem };
};
