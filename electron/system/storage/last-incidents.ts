/**
 * What Hearth knew when it was last there: until when it watched, and the incidents then. So the next start tells only
 * what happened since. Written whenever the incidents change: after a crash of Hearth, nothing is told twice.
 */
import * as v from 'valibot';
import type { Incident } from '../../core/incidents/incident.ts';
import { isUnitName } from '../../core/names/unit-name.ts';
import type { HostFiles } from '../../host/host-files.ts';
import { createKeptTexts } from './draft-files.ts';

export interface LastIncidents {
  /** Milliseconds since the epoch. */
  watchedUntil: number;
  incidents: readonly Incident[];
}

const textOrNull = v.nullable(v.pipe(v.string(), v.maxLength(10_000)));
const schema: v.GenericSchema<unknown, LastIncidents> = v.object({
  watchedUntil: v.number(),
  incidents: v.pipe(
    v.array(
      v.object({
        unit: v.pipe(v.string(), v.check(isUnitName)),
        kind: v.picklist(['failed', 'crashing', 'refused', 'proof-lost']),
        since: v.number(),
        times: v.number(),
        short: textOrNull,
        sentence: textOrNull,
        lastLine: textOrNull,
        seen: v.boolean(),
      }),
    ),
    v.maxLength(10_000),
  ),
});

const file = 'last.json';

/** @param folder `$XDG_STATE_HOME/hearth/incidents`; created on first use. */
export const createLastIncidents = (files: HostFiles, folder: string) => {
  const kept = createKeptTexts(files, folder);
  return {
    /** null if Hearth was never there, or if the file can't be understood. */
    read: async (): Promise<LastIncidents | null> => {
      const text = (await kept.read()).get(file);
      if (text === undefined) return null;
      try {
        return v.parse(schema, JSON.parse(text));
      } catch {
        // Another format, or partly written by another program: as at the first start.
        return null;
      }
    },
    /** @throws disk-full, folder-not-writable, file-failed; still keeps it in memory. */
    write: (last: LastIncidents): Promise<void> => kept.put(file, JSON.stringify(last)),
    /** Call before exiting: waits for pending writes; null if there are none. */
    leave: kept.leave,
  };
};
