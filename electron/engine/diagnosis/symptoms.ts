/** Gathers what a diagnosis looks at: one question to the manager, one to the journal, then what it asks for. */
import { setTimeout as pause } from 'node:timers/promises';
import path from 'node:path';
import type { AccountStore } from '../../core/app/store.ts';
import { questionsOf } from '../../core/diagnosis/questions.ts';
import {
  noAnswers,
  type SymptomFile,
  type SymptomLine,
  type Symptoms,
} from '../../core/diagnosis/symptoms.ts';
import { problemCodeOf } from '../../core/problems/problem.ts';
import { parse } from '../../core/syntax/unit-file.ts';
import { stepName } from '../../core/units/exit-status.ts';
import { stopsAmong } from '../../core/units/person-stops.ts';
import { placeOfPerson } from '../../core/units/unit-specifiers.ts';
import type { EndedProcess, ManagerDetails, ServiceDetails } from '../../core/units/unit.ts';
import type { Host } from '../../host/host.ts';
import type { JournalFiles } from '../../system/journal/access.ts';
import type { Journalctl } from '../../system/journal/journalctl.ts';
import { readSymptomLines, type SymptomLines } from '../../system/diagnosis/symptom-lines.ts';
import { createPortHolders } from '../triggers/port-holders.ts';
import type { CommandLog } from '../units/command-log.ts';
import type { Inventory } from '../units/inventory.ts';
import { createAnswering } from './answering.ts';

export interface GatheringDeps {
  store: AccountStore;
  host: Host;
  inventory: Pick<Inventory, 'wholeDetails' | 'details' | 'connection' | 'enabling'>;
  journalctl: Pick<Journalctl, 'newest' | 'unassigned'>;
  journalFiles: Pick<JournalFiles, 'access'>;
  commandLog: Pick<CommandLog, 'of'>;
}

export interface Gathered {
  symptoms: Symptoms;
  /** Something may still be missing: the journal or the login shell is late. */
  isLate: boolean;
}

/** Answers raise further questions: a script’s interpreter, then where that is. */
const roundsMax = 6;

/** journald stores a line a moment after it was written. */
const freshMs = 2000;
const againMs = [15, 30, 45];

/** How long before the end of a process its child may have logged the reason. */
const lastWordsMs = 15_000;

const hasFailed = (details: ManagerDetails): details is ServiceDetails =>
  details.kind === 'service' && details.result !== 'success';

/** When the last process of a service ended, as far as systemd knows; 0 for none. */
const lastEnd = ({ endedProcesses }: ServiceDetails): number =>
  Math.max(0, ...endedProcesses.map(({ to }) => to));

/** Whether systemd’s words about the end of the last run are there; true if it ended long ago, or hasn’t. */
const isToldOf = (details: ManagerDetails, lines: readonly SymptomLine[], now: number): boolean => {
  if (details.kind !== 'service' || details.invocation === null) return true;
  const endedAt = lastEnd(details);
  if (now - endedAt > freshMs) return true;
  return lines.some(
    ({ from, invocation, at }) =>
      from === 'manager' && invocation === details.invocation && at >= endedAt - 1,
  );
};

/** Whether nothing from the program is there, although it ended just now: it may have said something. */
const isSilentSoFar = (
  details: ManagerDetails,
  lines: readonly SymptomLine[],
  now: number,
): boolean => {
  if (!hasFailed(details)) return false;
  const endedAt = lastEnd(details);
  return (
    now - endedAt < freshMs &&
    !lines.some(({ from, invocation }) => from === 'service' && invocation === details.invocation)
  );
};

export const createGathering = (deps: GatheringDeps) => {
  const { store, host, inventory, journalctl, journalFiles, commandLog } = deps;
  const { files } = host;
  const { person } = store.state();
  const answerTo = createAnswering({
    host,
    inventory,
    rowOf: (unit) => store.state().units[unit],
    holdersOf: createPortHolders({ host, store, inventory }),
  });

  /** Children of its processes that logged without a unit: often they gave the reason for the failure. */
  const childrenOf = async (details: ManagerDetails): Promise<readonly EndedProcess[]> => {
    if (!hasFailed(details) || details.result !== 'exit-code') return [];
    // It never became the program.
    if (stepName(details.exitStatus ?? 0) !== null) return [];
    const endedProcesses = details.endedProcesses.map((one) => ({
      ...one,
      from: Math.max(one.from, one.to - lastWordsMs),
    }));
    const known = new Set(endedProcesses.map(({ pid }) => pid));
    const { processes } = await journalctl.unassigned({ ...details, endedProcesses });
    return processes.filter(({ pid }) => !known.has(pid));
  };

  const linesOf = async (details: ManagerDetails): Promise<SymptomLines> => {
    const { name: unit, invocation } = details;
    const ended = details.kind === 'service' ? details.endedProcesses : [];
    const boot = await host.bootId();
    const read = (processes: readonly EndedProcess[]) =>
      readSymptomLines(journalctl, { unit, invocation, processes, boot });
    let found = await read(ended);
    for (const ms of againMs) {
      if (!found.isReadable || isToldOf(details, found.lines, Date.now())) break;
      await pause(ms);
      found = await read(ended);
    }
    // Only now: what they logged may be as late as systemd’s words.
    const children = await childrenOf(details);
    if (children.length > 0) found = await read([...ended, ...children]);
    if (found.lines.length > 0) return found;
    const access = await journalFiles.access();
    return { ...found, isReadable: access === 'readable' || access === 'nothing-yet' };
  };

  const fileAt = async (at: string): Promise<SymptomFile[]> => {
    const read = await files.read(at).catch((thrown: unknown) => {
      // Unreadable, or no file: the diagnosis sees what systemd has.
      if (problemCodeOf(thrown) === null) throw thrown;
      return null;
    });
    if (read === null) return [];
    const isOwn = at.startsWith(`${person.unitFolder}/`) && read.realPath !== '/dev/null';
    return [{ path: at, file: parse(read.bytes), isOwn }];
  };
  const filesOf = async ({ fragmentPath, dropInPaths }: ManagerDetails): Promise<SymptomFile[]> => {
    const paths = [...(fragmentPath === null ? [] : [fragmentPath]), ...dropInPaths];
    return (await Promise.all(paths.filter((at) => path.isAbsolute(at)).map(fileAt))).flat();
  };

  /** @throws no-such-unit, no-user-manager, manager-lost, manager-silent, mount-silent, file-too-large. */
  return async (unit: string): Promise<Gathered> => {
    const { details, symptoms: bus } = await inventory.wholeDetails(unit);
    const [surroundings, found, ownFiles] = await Promise.all([
      inventory.connection().surroundings(),
      linesOf(details),
      filesOf(details),
    ]);
    const now = Date.now();
    const { units, systemd } = store.state();
    let symptoms: Symptoms = {
      unit: details.name,
      version: parseInt(systemd, 10),
      details,
      service: bus.service,
      relations: bus.relations,
      files: ownFiles,
      place: placeOfPerson(person),
      enabling: inventory.enabling(details.name),
      isCrashing: units[details.name]?.crashing === true,
      stopsHere: stopsAmong(details.name, commandLog.of(details.name)),
      managerStartedAt: surroundings.startedAt,
      lines: found.lines,
      isJournalReadable: found.isReadable,
      managerEnvironment: surroundings.environment,
      architecture: process.arch,
      answers: noAnswers,
    };
    let isLate = isSilentSoFar(details, found.lines, now);
    for (let round = 0; round < roundsMax; round += 1) {
      const questions = questionsOf(symptoms);
      if (questions === null) break;
      const { answers, isShellLate } = await answerTo(questions, symptoms);
      symptoms = { ...symptoms, answers };
      isLate ||= isShellLate;
    }
    return { symptoms, isLate };
  };
};

export type Gathering = ReturnType<typeof createGathering>;
