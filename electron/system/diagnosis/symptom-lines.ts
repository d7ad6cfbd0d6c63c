/** The lines of the journal that a diagnosis looks at: the newest from a unit, and about it. */
import {
  symptomFields,
  type SymptomField,
  type SymptomLine,
} from '../../core/diagnosis/symptoms.ts';
import { entryOf, fieldOf, journalFields, type RawRecord } from '../../core/logs/entry.ts';
import { wholeLog, wrote } from '../../core/logs/query.ts';
import type { EndedProcess } from '../../core/units/unit.ts';
import type { Journalctl } from '../journal/journalctl.ts';
import { decodeBytes } from '../journal/record-reader.ts';

/** How many lines to keep of those that the service wrote, and of all others. */
const fromServiceMax = 300;
const aboutItMax = 200;
/** A service that prints all the time has few others in between. */
const recordsMax = 3000;
const limitMs = 5000;
const fieldMax = 4096;

const runFields = ['USER_INVOCATION_ID', '_SYSTEMD_INVOCATION_ID'] as const;
const wanted = [...new Set([...journalFields, ...symptomFields, ...runFields])];

const fieldsIn = (record: RawRecord): SymptomLine['fields'] => {
  const found: Partial<Record<SymptomField, string>> = {};
  for (const name of symptomFields) {
    const value = fieldOf(record, name);
    if (value !== undefined) found[name] = decodeBytes(value.slice(0, fieldMax)).text;
  }
  return found;
};

/** null for what is no record. */
const lineOf = (record: RawRecord): SymptomLine | null => {
  const entry = entryOf(record, decodeBytes);
  if (entry === null) return null;
  const { cursor, at, message, pid } = entry;
  const isDump = fieldOf(record, 'COREDUMP_USER_UNIT') !== undefined;
  const from = isDump && entry.from === 'service' ? 'coredump' : entry.from;
  // What writes about a unit runs in a unit of its own.
  const run = { service: runFields[1], manager: runFields[0], coredump: null, journald: null }[
    from
  ];
  return {
    cursor,
    at,
    message,
    from,
    pid,
    invocation: (run === null ? undefined : fieldOf(record, run)) ?? null,
    fields: fieldsIn(record),
  };
};

/** What is asked of the journal. */
export interface SymptomSource {
  unit: string;
  /** The unit’s last run; null if it has none. */
  invocation: string | null;
  /** Processes of this run that ended: journald knows no unit of one that ended before it looked. */
  processes: readonly EndedProcess[];
  /** The boot in which they ran, as `host.bootId` has it. */
  boot: string;
}

/** Lines that journald filed under no unit get the run of the process that wrote them. */
const withRun = (
  line: SymptomLine,
  { processes, invocation }: Pick<SymptomSource, 'processes' | 'invocation'>,
): SymptomLine => {
  const { from, pid, at } = line;
  if (from !== 'service' || line.invocation !== null || pid === null) return line;
  return processes.some((one) => wrote(one, pid, at)) ? { ...line, invocation } : line;
};

export interface SymptomLines {
  /** Oldest first. */
  lines: SymptomLine[];
  /** Whether the journal could be read. */
  isReadable: boolean;
}

export const readSymptomLines = async (
  journalctl: Pick<Journalctl, 'newest'>,
  { unit, invocation, processes, boot }: SymptomSource,
): Promise<SymptomLines> => {
  const found: SymptomLine[] = [];
  let [records, fromService] = [0, 0];
  const isReadable = await journalctl.newest(
    { ...wholeLog, units: [unit], processes: processes.map((one) => ({ ...one, boot })) },
    wanted,
    AbortSignal.timeout(limitMs),
    (record) => {
      records += 1;
      const line = lineOf(record);
      const isOwn = line?.from === 'service';
      const max = isOwn ? fromServiceMax : aboutItMax;
      const known = isOwn ? fromService : found.length - fromService;
      if (line !== null && known < max) {
        found.push(withRun(line, { processes, invocation }));
        fromService += isOwn ? 1 : 0;
      }
      const isFull = fromService >= fromServiceMax && found.length >= fromServiceMax + aboutItMax;
      return !isFull && records < recordsMax;
    },
  );
  return { lines: found.reverse(), isReadable };
};
