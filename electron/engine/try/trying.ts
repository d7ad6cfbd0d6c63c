/**
 * Runs a service once, as a transient unit of a random name, one at a time. It ends by itself, when it is stopped, or after
 * the chosen time; without Hearth, by the limits that systemd got. Nothing of it stays but what the program itself wrote.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { startTransientLine, writeFileLines } from '../../core/commands.ts';
import { tryUnitOf } from '../../core/names/try-name.ts';
import { fail, problemCodeOf, ProblemError, toProblem } from '../../core/problems/problem.ts';
import { baseName } from '../../core/text/path.ts';
import { decodeUtf8 } from '../../core/text/utf8.ts';
import { createTryTexts } from '../../core/texts/create/try.ts';
import { triedSettings, dropInsOf, type TriedUnit } from '../../core/try/tried-files.ts';
import type { TryEnd, TryNews, TryStart } from '../../core/try/try-report.ts';
import { tryNotes, trySettings } from '../../core/try/try-settings.ts';
import { placeOfPerson, unitSpecifiers } from '../../core/units/unit-specifiers.ts';
import { isUp } from '../../core/units/unit.ts';
import type { AccountStore } from '../../core/app/store.ts';
import type { Host } from '../../host/host.ts';
import type { Journalctl } from '../../system/journal/journalctl.ts';
import type { Systemctl } from '../../system/manager/systemctl.ts';
import type { Bugs } from '../app/bugs.ts';
import type { Inventory } from '../units/inventory.ts';
import { tryEndOf, isEndLogged, notRun, phaseOf } from './try-end.ts';
import { openTryOutput } from './try-output.ts';
import { createTryPlaces } from './try-places.ts';

export interface TryDeps {
  host: Pick<Host, 'files' | 'checks'>;
  store: AccountStore;
  inventory: Pick<Inventory, 'connection' | 'details'>;
  systemctl: Pick<Systemctl, 'act'>;
  journalctl: Pick<Journalctl, 'followNamed'>;
  stateFolder: string;
  /** Records what Hearth did without a program, as the command that does it by hand. */
  note(unit: string, line: string, startedAt: number): void;
  emit(name: 'tried', news: TryNews): void;
  bugs: Pick<Bugs, 'report'>;
}

const lookMs = 150;
const killedMs = 2000;

interface Running {
  id: string;
  startedAt: number;
  seconds: number;
  output: ReturnType<typeof openTryOutput>;
  /** Ends the reading of the journal. */
  reading: AbortController;
  phase: TryNews['phase'];
  /** systemd has it; before, it is only prepared. */
  isStarted: boolean;
  /** Who asked for its end; null if nobody did. */
  by: 'person' | 'time' | null;
}

export const createTrying = (deps: TryDeps) => {
  const { host, store, inventory, systemctl, journalctl, emit, bugs } = deps;
  const { person } = store.state();
  const places = createTryPlaces(host.files, { ...person, stateFolder: deps.stateFolder });
  let running: Running | null = null;
  let underWay: Promise<unknown> | null = null;

  const isUnitUp = (unit: string): boolean => {
    const row = store.state().units[unit];
    return row !== undefined && isUp(row);
  };

  /** Also if it has ended meanwhile. */
  const isStopped = (id: string): Promise<boolean> =>
    systemctl.act(id, 'stop').then(
      () => true,
      (thrown: unknown) => problemCodeOf(thrown) === 'no-such-unit',
    );

  const stopUnit = async (id: string): Promise<void> => {
    if (!(await isStopped(id))) await systemctl.act(id, 'kill').catch(bugs.report);
  };

  /** Kills what outlived it. Returns whether anything did. */
  const killRest = async (id: string, controlGroup: string | null): Promise<boolean> => {
    const rest = async (): Promise<number> =>
      controlGroup === null ? 0 : (await host.checks.opened(controlGroup)).pids.length;
    if ((await rest()) === 0) return false;
    await systemctl.act(id, 'kill').catch(bugs.report);
    for (const end = Date.now() + killedMs; Date.now() < end && (await rest()) > 0;)
      await pause(lookMs);
    return true;
  };

  const stop = async (by: 'person' | 'time'): Promise<void> => {
    const stopped = running;
    if (stopped?.by !== null) return;
    stopped.by = by;
    if (stopped.isStarted) await stopUnit(stopped.id);
  };

  const tell = (one: Running, phase: TryNews['phase'], end: TryEnd | null = null): void => {
    one.phase = phase;
    emit('tried', { id: one.id, phase, end, ...one.output.take() });
  };

  /** Looks until it has ended. @throws once systemd doesn’t answer any more. */
  const watch = async (one: Running) => {
    let controlGroup: string | null = null;
    for (;;) {
      // In this order: without a job, a unit that isn’t up stays that way.
      const hasJob = await inventory.connection().hasJob(one.id);
      const details = await inventory.details(one.id);
      if (details.kind !== 'service') throw fail('no-such-unit', { unit: one.id });
      controlGroup = details.controlGroup ?? controlGroup;
      const isOver = ['inactive', 'failed'].includes(details.activeState);
      if (isOver && !hasJob) return { details, controlGroup };
      const phase = phaseOf(details);
      if (phase !== one.phase) tell(one, phase);
      await pause(lookMs);
    }
  };

  const letGo = async (id: string): Promise<void> => {
    await inventory.connection().letGo(id);
  };

  const remove = (id: string): Promise<void> => places.remove(id).catch(bugs.report);

  const follow = async (one: Running): Promise<void> => {
    if (one.by !== null) await stopUnit(one.id);
    const limit = setTimeout(() => {
      stop('time').catch(bugs.report);
    }, one.seconds * 1000);
    let end: TryEnd | null = null;
    try {
      const { details, controlGroup } = await watch(one);
      const killedRest = await killRest(one.id, controlGroup);
      await one.output.settled(isEndLogged(details) ? (details.stateSince ?? 0) : 0);
      end = tryEndOf({ ...one, isLogged: one.output.hasCome() }, details, killedRest);
      await letGo(one.id);
    } catch (thrown) {
      if (problemCodeOf(thrown) === null) bugs.report(thrown);
    }
    clearTimeout(limit);
    one.reading.abort();
    if (end !== null) await remove(one.id);
    running = null;
    tell(one, 'ended', end);
    // Its limits are in its files: as long as it may run, they stay for systemd, and for the next sweep.
    if (end !== null || !(await isStopped(one.id))) return;
    // Another connection doesn’t hold it.
    await letGo(one.id).catch(() => undefined);
    await remove(one.id);
  };

  const noteCommands = (
    unit: string,
    { id, startedAt }: Running,
    dropIns: readonly { name: string; bytes: Uint8Array }[],
  ): void => {
    const writes = dropIns.map(({ name, bytes }) =>
      writeFileLines(`${places.dropInsOf(id)}/${name}`, decodeUtf8(bytes)),
    );
    deps.note(unit, [...writes, startTransientLine(id)].join('\n'), startedAt);
  };

  const open = (seconds: number): Running => {
    const id = tryUnitOf(randomUUID().slice(0, 8));
    const output = openTryOutput((news) => {
      emit('tried', { id, phase: one.phase, end: null, ...news });
    });
    const reading = new AbortController();
    const startedAt = Date.now();
    const one: Running = {
      id,
      startedAt,
      seconds,
      output,
      reading,
      phase: 'starting',
      isStarted: false,
      by: null,
    };
    return one;
  };

  const begin = async (
    one: Running,
    prepare: () => Promise<TriedUnit>,
  ): Promise<{ start: TryStart; ended: Promise<void> }> => {
    const { id, output, reading, seconds } = one;
    const tried = await prepare();
    const startedAt = Date.now();
    one.startedAt = startedAt;
    const specifiers = unitSpecifiers(tried.unit, placeOfPerson(person));
    const items = triedSettings(tried, specifiers);
    const keepsFolders = isUnitUp(tried.unit);
    const scripts = tried.scripts.map(({ paths, bytes }) => ({
      name: baseName(paths[0] ?? ''),
      bytes,
    }));
    const dropIns = dropInsOf(tried, {
      specifiers,
      scripts: scripts.map(({ name }) => places.scriptPath(id, name)),
      settings: trySettings(items, { real: tried.unit, unit: id, seconds, keepsFolders }),
    });
    // A unit that no file names has none of these yet.
    const known = await inventory.details(tried.unit).catch(() => null);
    const knownSockets = (known?.triggeredBy ?? []).filter((unit) => unit.endsWith('.socket'));
    const sockets = [...new Set([...tried.sockets, ...knownSockets])];
    if (one.by !== null) {
      running = null;
      tell(one, 'ended', notRun);
      return { start: { id, notes: [] }, ended: Promise.resolve() };
    }
    try {
      await places.write(id, { dropIns, scripts });
      journalctl
        .followNamed(id, startedAt, { signal: reading.signal, onEntry: output.add })
        .catch(bugs.report);
      await inventory.connection().startTransient(id);
    } catch (thrown) {
      const isRefused = problemCodeOf(thrown) === 'try-refused';
      // Why comes by the journal.
      if (isRefused) await output.settled();
      const said = output.take().lines.map(({ text }) => text);
      // A refused unit stays in memory, too.
      if (isRefused) await letGo(id).catch(bugs.report);
      reading.abort();
      await remove(id);
      if (!isRefused) throw thrown;
      throw new ProblemError({ ...toProblem(thrown), output: said.join('\n') || null });
    }
    noteCommands(tried.unit, one, dropIns);
    output.release();
    one.isStarted = true;
    const notes = tryNotes(items, { unit: tried.unit, isUp: isUnitUp, sockets });
    return { start: { id, notes }, ended: follow(one) };
  };

  return {
    /** @throws busy, try-refused, and whatever keeps it from starting. */
    begin: async (prepare: () => Promise<TriedUnit>, seconds: number): Promise<TryStart> => {
      if (running !== null) throw fail('busy', { doing: createTryTexts.underWay });
      const one = open(seconds);
      running = one;
      const begun = begin(one, prepare).catch((thrown: unknown) => {
        running = null;
        throw thrown;
      });
      underWay = begun.then(
        ({ ended }) => ended,
        // The caller gets it.
        () => undefined,
      );
      return (await begun).start;
    },
    stop: (): Promise<void> => stop('person'),
    /** Stops what runs or is prepared, and waits for its end; null if nothing does. */
    leave: (): Promise<unknown> | null => {
      if (running === null) return null;
      stop('person').catch(bugs.report);
      return underWay;
    },
    /** Ends and removes what a killed Hearth left. */
    sweep: async (): Promise<void> => {
      for (const id of await places.left()) {
        if (id === running?.id) continue;
        await stopUnit(id);
        await places.remove(id);
      }
    },
  };
};

export type Trying = ReturnType<typeof createTrying>;
