/** “Works in my terminal”: where the programs of a unit are, for the terminal and for the service. */
import type { ProgramLookup, ProgramLookups } from '../../core/environment/environment-view.ts';
import { foldersIn } from '../../core/environment/path-entries.ts';
import { fixedFolders } from '../../core/lint/rules/program.ts';
import { firstProgram } from '../../core/lint/toolkit/disk-facts.ts';
import { runBy } from '../../core/lint/toolkit/ran-program.ts';
import { readCommands, readEnvironment } from '../../core/syntax/exec-parser.ts';
import { expandSpecifiers, type Specifiers } from '../../core/syntax/specifiers.ts';
import { parseText, valuesOf, type Assignment } from '../../core/syntax/unit-file.ts';
import { placeOfPerson, unitSpecifiers } from '../../core/units/unit-specifiers.ts';
import type { AccountStore } from '../../core/app/store.ts';
import type { Host } from '../../host/host.ts';
import type { UnitStore } from '../../system/units/unit-store.ts';
import type { Environment } from './environment.ts';
import { baseName } from '../../core/text/path.ts';

export interface ProgramLookupDeps {
  files: Host['files'];
  store: Pick<AccountStore, 'state'>;
  unitStore: Pick<UnitStore, 'read'>;
  environment: Pick<Environment, 'ofTerminal' | 'ofManager'>;
}

const directives = ['ExecStartPre', 'ExecStart', 'ExecStartPost'];
/** Commands of one unit that are looked up. */
const most = 40;

/** PATH as Environment= sets it; null if it doesn’t. */
const ownPathOf = (all: readonly Assignment[], specifiers: Specifiers): string | null =>
  valuesOf(all, 'Service', 'Environment')
    .flatMap((value) => readEnvironment(value, specifiers).variables)
    .findLast(({ name }) => name === 'PATH')?.value ?? null;

export const createProgramLookups =
  ({ files, store, unitStore, environment }: ProgramLookupDeps) =>
  /** @throws no-such-unit, no-user-manager. */
  async (unit: string): Promise<ProgramLookups> => {
    const [text, { answered, values: terminal }, manager] = await Promise.all([
      unitStore.read(unit),
      environment.ofTerminal(),
      environment.ofManager(),
    ]);
    const all = [text.text, ...text.dropIns.map((dropIn) => dropIn.text)].flatMap(
      (one) => parseText(one).assignments,
    );
    const specifiers = unitSpecifiers(unit, placeOfPerson(store.state().person));
    const listed = valuesOf(all, 'Service', 'ExecSearchPath');
    const searched =
      listed.length === 0 ? null : foldersIn(expandSpecifiers(listed.join(':'), specifiers));
    const own = ownPathOf(all, specifiers);
    const terminalFolders = foldersIn(terminal.get('PATH') ?? '');
    // ExecSearchPath= also becomes the PATH of the processes, unless Environment= sets one.
    const serviceFolders =
      own === null ? (searched ?? foldersIn(manager.get('PATH') ?? '')) : foldersIn(own);
    const systemdFolders = searched ?? fixedFolders;

    const firstOf = async (name: string, folders: readonly string[]): Promise<string | null> => {
      const paths = name.startsWith('/') ? [name] : folders.map((folder) => `${folder}/${name}`);
      return firstProgram(paths, await files.inspect(paths));
    };

    const lookUp = async (
      directive: string,
      program: string,
      by: ProgramLookup['by'],
    ): Promise<ProgramLookup> => {
      const folders = by === 'systemd' ? systemdFolders : serviceFolders;
      const [inTerminal, inService] = await Promise.all([
        firstOf(program, terminalFolders),
        firstOf(program, folders),
      ]);
      return { directive, program, by, terminal: inTerminal, service: inService };
    };

    /** What env looks for to run a script; null if the program is no such script. */
    const interpreterOf = async (path: string): Promise<string | null> => {
      const fact = (await files.inspect([path])).get(path);
      return fact?.kind === 'file' && fact.interpreter.kind === 'by-env'
        ? fact.interpreter.name
        : null;
    };

    const lookUpAll = async (directive: string, value: string): Promise<ProgramLookup[]> => {
      const found: ProgramLookup[] = [];
      for (const command of readCommands(value, specifiers).commands) {
        const program = expandSpecifiers(command.program.text, specifiers);
        const first = await lookUp(directive, program, 'systemd');
        found.push(first);
        const last = runBy(command)[0]?.text;
        const ran = last === undefined ? null : expandSpecifiers(last, specifiers);
        let path = first.service ?? first.terminal;
        if (ran !== null && ran !== program && baseName(ran) !== '') {
          const second = await lookUp(directive, ran, 'path');
          found.push(second);
          path = second.service ?? second.terminal;
        }
        const interpreter = path === null ? null : await interpreterOf(path);
        if (interpreter !== null) found.push(await lookUp(directive, interpreter, 'interpreter'));
      }
      return found;
    };

    const lines = directives
      .flatMap((directive) =>
        valuesOf(all, 'Service', directive).map((value) => [directive, value] as const),
      )
      .slice(0, most);
    const programs = await Promise.all(
      lines.map(([directive, value]) => lookUpAll(directive, value)),
    );
    const uncertain = ['EnvironmentFile', 'PAMName', 'UnsetEnvironment'].some(
      (key) => valuesOf(all, 'Service', key).length > 0,
    );
    return { programs: programs.flat(), uncertain, answered };
  };
