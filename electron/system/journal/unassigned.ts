/**
 * Finds the lines of a service to which journald gave no unit. Those of processes that systemd started carry their ID; a
 * child of them, such as the shell that could not run a command, is known to nobody: its lines have the service’s
 * identifier, and the output stream (_STREAM_ID=) of the others; a shell’s own messages begin with the path of its script.
 */
import { fieldOf, type RawRecord } from '../../core/logs/entry.ts';
import { wasAlive, type LogProcess, type UnassignedLines } from '../../core/logs/query.ts';
import { unassignedWords, type UnassignedSource } from '../../core/logs/unassigned-words.ts';
import { bootIn, timeOf, unassignedProcess, unitsIn } from './accept.ts';
import type { RecordSearch } from './record-stream.ts';

const limitMs = 15_000;
/** A script may start thousands. */
const childrenMax = 200;

interface ChildLine {
  process: LogProcess;
  stream: string;
  isShared: boolean;
  /** It begins with the path of one of the service’s programs. */
  namesProgram: boolean;
}

const isBare = (record: RawRecord): boolean =>
  unitsIn(record).length === 0 && fieldOf(record, '_SYSTEMD_UNIT') === undefined;

const streamOf = (record: RawRecord): string => fieldOf(record, '_STREAM_ID') ?? '';

/** null for a line that no child can have written. Process IDs grow; after they wrap around, a line is left out. */
const childLine = (
  record: RawRecord,
  { endedProcesses, logIdentifiers, ownPrograms }: UnassignedSource,
): ChildLine | null => {
  const at = timeOf(record);
  const boot = bootIn(record);
  const pid = Number(fieldOf(record, '_PID') ?? 0);
  const hasParent = endedProcesses.some((one) => one.pid < pid && wasAlive(one, at));
  if (boot === null || !hasParent) return null;
  const identifier = fieldOf(record, 'SYSLOG_IDENTIFIER');
  const message = fieldOf(record, 'MESSAGE') ?? '';
  return {
    process: { pid, boot, from: at, to: at },
    stream: streamOf(record),
    isShared: logIdentifiers.some(({ name, isShared }) => isShared && name === identifier),
    namesProgram: ownPrograms.some((path) => message.startsWith(`${path}:`)),
  };
};

export const createUnassigned = (search: RecordSearch) => ({
  /** Processes of the service, and children of them, that left lines without a unit, and how many lines. */
  unassigned: async (source: UnassignedSource): Promise<UnassignedLines> => {
    if (source.endedProcesses.length === 0) return { processes: [], lines: 0 };
    const processes = new Map<number, LogProcess>();
    const children: ChildLine[] = [];
    const ownStreams = new Set<string>();
    let lines = 0;
    let hasOthers = false;
    const take = (record: RawRecord): void => {
      const process = unassignedProcess(record, source.endedProcesses);
      if (process !== null) {
        processes.set(process.pid, process);
        ownStreams.add(streamOf(record));
        lines += 1;
      } else if (isBare(record)) {
        const child = childLine(record, source);
        if (child !== null) children.push(child);
      } else if (unitsIn(record).includes(source.name)) ownStreams.add(streamOf(record));
      else hasOthers = true;
    };
    await search(
      (scope) => unassignedWords(source, scope),
      limitMs,
      (record) => {
        take(record);
        return children.length < childrenMax;
      },
    );
    // If another service has this identifier, or may have it, only the stream or the path identifies a line.
    const found = children.filter(
      ({ stream, isShared, namesProgram }) =>
        ownStreams.has(stream) || namesProgram || !(isShared || hasOthers),
    );
    return {
      processes: [...found.map(({ process }) => process), ...processes.values()],
      lines: lines + found.length,
    };
  },
});
