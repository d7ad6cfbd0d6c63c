/** Looks up what a diagnosis asks: only that, and all at once. */
import type {
  Answers,
  PortOwner,
  ProgramLook,
  Questions,
  Symptoms,
  UnitLook,
} from '../../core/diagnosis/symptoms.ts';
import { foldersIn } from '../../core/environment/path-entries.ts';
import { firstProgram } from '../../core/lint/toolkit/disk-facts.ts';
import type { Unit } from '../../core/units/unit.ts';
import type { Host } from '../../host/host.ts';
import type { ListedUnit } from '../../system/manager/manager.ts';
import { usualFolders } from '../create/find-program.ts';
import type { Inventory } from '../units/inventory.ts';

/** How long to wait for the login shell: a diagnosis should be there before anybody looks for it. */
const shellMs = 80;

interface Deps {
  host: Pick<Host, 'account' | 'files' | 'loginEnvironment' | 'processOwner' | 'unmounted'>;
  inventory: Pick<Inventory, 'connection'>;
  /** What is known of a unit without asking systemd. */
  rowOf(unit: string): Unit | undefined;
  /** Who listens on a port now. */
  holdersOf(port: number): Promise<readonly PortOwner[]>;
}

export interface Answered {
  answers: Answers;
  /** The login shell was asked, but hasn’t answered yet. */
  isShellLate: boolean;
}

/** Only absolute ones are looked into. */
const absoluteIn = (searchPath: string | undefined): string[] =>
  foldersIn(searchPath ?? '').filter((folder) => folder.startsWith('/'));

/** The PATH that the service’s processes get: its own, else that of ExecSearchPath=, else the manager’s. */
const searchPathOf = ({ service, managerEnvironment }: Symptoms): string[] => {
  const own = service?.environment.findLast((entry) => entry.startsWith('PATH='));
  const searched = service?.searchPath ?? [];
  if (own === undefined && searched.length > 0) return searched;
  return absoluteIn(own?.slice('PATH='.length) ?? managerEnvironment['PATH']);
};

export const createAnswering = ({ host, inventory, rowOf, holdersOf }: Deps) => {
  const { files, account } = host;
  const likelyFolders = [
    `${account.home}/.local/bin`,
    `${account.home}/bin`,
    ...usualFolders,
    '/snap/bin',
  ];

  const programs = async (
    names: readonly string[],
    serviceFolders: readonly string[],
    shellFolders: readonly string[],
  ): Promise<ReadonlyMap<string, ProgramLook>> => {
    const folders = [...new Set([...serviceFolders, ...shellFolders, ...likelyFolders])];
    const places = names.flatMap((name) => folders.map((folder) => `${folder}/${name}`));
    const found = await files.inspect(places);
    const first = (name: string, among: readonly string[]): string | null =>
      firstProgram(
        among.map((folder) => `${folder}/${name}`),
        found,
      );
    return new Map(
      names.map((name) => [
        name,
        {
          service: first(name, serviceFolders),
          shell: first(name, shellFolders),
          elsewhere: first(name, likelyFolders),
        },
      ]),
    );
  };

  const unitLook = (name: string, listed: readonly ListedUnit[]): UnitLook => {
    const row = rowOf(name);
    const id = row?.aliasOf ?? name;
    const loaded = listed.find((unit) => unit.name === id);
    if (loaded !== undefined && loaded.loadState !== 'not-found') {
      const { loadState, activeState, subState } = loaded;
      return { name, loadState, activeState, subState };
    }
    return {
      name,
      loadState: row === undefined ? 'not-found' : row.loadState,
      activeState: 'inactive',
      subState: 'dead',
    };
  };

  const units = async (names: readonly string[]): Promise<ReadonlyMap<string, UnitLook>> => {
    if (names.length === 0) return new Map();
    const listed = await inventory.connection().listUnits();
    return new Map(names.map((name) => [name, unitLook(name, listed)]));
  };

  const busNames = async (
    names: readonly string[],
  ): Promise<ReadonlyMap<string, PortOwner | null>> =>
    new Map(
      await Promise.all(
        names.map(async (name): Promise<[string, PortOwner | null]> => {
          const pid = await inventory.connection().ownerOfName(name);
          return [name, pid === null ? null : await host.processOwner(pid)];
        }),
      ),
    );

  const shellFor = async ({ programs: names, variables }: Questions) => {
    if (names.length === 0 && variables.length === 0) return { variables: null, isLate: false };
    const found = await host.loginEnvironment(shellMs);
    return { variables: found, isLate: found === null };
  };

  /** Adds the answers to the questions to those there are. */
  return async (questions: Questions, symptoms: Symptoms): Promise<Answered> => {
    const shell = await shellFor(questions);
    const { paths, ports } = questions;
    const [looks, found, owners, others, names, unmounted] = await Promise.all([
      files.examine(paths),
      programs(
        questions.programs,
        searchPathOf(symptoms),
        absoluteIn(shell.variables?.get('PATH')),
      ),
      Promise.all(ports.map(async (port) => [port, await holdersOf(port)] as const)),
      units(questions.units),
      busNames(questions.busNames),
      questions.mounts ? host.unmounted() : symptoms.answers.unmounted,
    ]);
    const { answers } = symptoms;
    const values = questions.variables.map(
      (name) => [name, shell.variables?.get(name) ?? null] as const,
    );
    return {
      answers: {
        paths: new Map([...answers.paths, ...looks]),
        programs: new Map([...answers.programs, ...found]),
        ports: new Map([...answers.ports, ...owners]),
        units: new Map([...answers.units, ...others]),
        busNames: new Map([...answers.busNames, ...names]),
        variables: new Map([...answers.variables, ...values]),
        unmounted,
      },
      isShellLate: shell.isLate,
    };
  };
};
