/**
 * The terminal’s environment beside the manager’s, and what passes variables from the one to the other. Values that look
 * like secrets leave this process only when a person asks for one.
 */
import type { EnvironmentSide, EnvironmentView } from '../../core/environment/environment-view.ts';
import { unitDropInName } from '../../core/environment/environment-view.ts';
import { comparePaths, foldersIn } from '../../core/environment/path-entries.ts';
import { looksSecret } from '../../core/environment/secrets.ts';
import { withUnitVariables } from '../../core/environment/unit-variables.ts';
import {
  compareVariables,
  importBarOf,
  isKeepable,
  variablesIn,
} from '../../core/environment/variables.ts';
import { ownPath, type SaveOutcome, type UnitFileRef } from '../../core/files/unit-files.ts';
import { fail } from '../../core/problems/problem.ts';
import { parse, parseText, serialize, type UnitFile } from '../../core/syntax/unit-file.ts';
import { environmentPageTexts } from '../../core/texts/environment/page.ts';
import type { Host } from '../../host/host.ts';
import type { ManagerEnvironment } from '../../system/environment/manager-environment.ts';
import type { UnitStore } from '../../system/units/unit-store.ts';
import type { Editing } from '../files/editing.ts';
import type { Inventory } from '../units/inventory.ts';
import type { KeptVariables } from './kept-variables.ts';

export interface EnvironmentDeps {
  host: Pick<Host, 'loginEnvironment' | 'sessionVariables' | 'files'>;
  inventory: Pick<Inventory, 'managerEnvironment'>;
  managerEnvironment: ManagerEnvironment;
  keptVariables: KeptVariables;
  unitStore: Pick<UnitStore, 'source'>;
  editing: Pick<Editing, 'save'>;
}

type Values = ReadonlyMap<string, string>;

export const createEnvironment = (deps: EnvironmentDeps) => {
  const { host, managerEnvironment, keptVariables } = deps;
  /** What the last import replaced; undefined for what wasn’t there. */
  let replaced: ReadonlyMap<string, string | undefined> = new Map();

  /** A login shell that sets what the session has, too, has the last word. */
  const ofTerminal = async (): Promise<{ answered: boolean; values: Values }> => {
    const shell = await host.loginEnvironment();
    return {
      answered: shell !== null,
      values: new Map([...host.sessionVariables, ...(shell ?? [])]),
    };
  };
  const ofManager = async (): Promise<Values> =>
    variablesIn(await deps.inventory.managerEnvironment());

  /** The values that may be passed on. @throws variables-gone if there are none. */
  const chosen = async (names: readonly string[]): Promise<Values> => {
    const { values } = await ofTerminal();
    const found = new Map(
      names.flatMap((name) => {
        const value = values.get(name);
        return value === undefined || importBarOf(name, value) !== null
          ? []
          : [[name, value] as const];
      }),
    );
    if (found.size === 0) throw fail('variables-gone', { names });
    return found;
  };

  const view = async (): Promise<EnvironmentView> => {
    const [{ answered, values: terminal }, manager, kept] = await Promise.all([
      ofTerminal(),
      ofManager(),
      keptVariables.names(),
    ]);
    const entries = comparePaths(
      foldersIn(terminal.get('PATH') ?? ''),
      foldersIn(manager.get('PATH') ?? ''),
    );
    const looks = await host.files.look(entries.map(({ folder }) => folder));
    return {
      answered,
      variables: compareVariables({ terminal, manager, kept, isSecret: looksSecret }),
      path: entries.map((entry, index) => ({
        ...entry,
        exists: looks[index]?.kind === 'folder',
      })),
      file: keptVariables.file(),
      undoable: [...replaced.keys()],
    };
  };

  const withValues = (file: UnitFile, values: Values): UnitFile => {
    try {
      return withUnitVariables(file, values);
    } catch (thrown) {
      if (!(thrown instanceof RangeError)) throw thrown;
      throw fail('variables-unfit', { names: [...values.keys()], detail: thrown.message });
    }
  };

  return {
    view,
    /** A whole value; null if it is gone. */
    reveal: async ({
      name,
      side,
    }: {
      name: string;
      side: EnvironmentSide;
    }): Promise<string | null> => {
      const values = side === 'manager' ? await ofManager() : (await ofTerminal()).values;
      return values.get(name) ?? null;
    },
    /** Until the manager ends. @throws variables-gone, program-failed, no-user-manager. */
    pass: async (names: readonly string[]): Promise<void> => {
      const [values, before] = await Promise.all([chosen(names), ofManager()]);
      await managerEnvironment.pass(values);
      replaced = new Map([...values.keys()].map((name) => [name, before.get(name)]));
    },
    /** Gives the manager back what the last import replaced. @throws as `pass`. */
    undoPass: async (): Promise<void> => {
      const before = replaced;
      const old = [...before].flatMap(([name, value]) =>
        value === undefined ? [] : [[name, value] as const],
      );
      await managerEnvironment.unset([...before.keys()]);
      await managerEnvironment.pass(new Map(old));
      replaced = new Map();
    },
    /** For all services, for good. @throws variables-gone, variables-unfit, and what `KeptVariables.keep` throws. */
    keep: async (names: readonly string[]): Promise<void> => {
      const values = await chosen(names);
      const unfit = [...values].filter(([, value]) => !isKeepable(value)).map(([name]) => name);
      if (unfit.length > 0)
        throw fail('variables-unfit', { names: unfit, detail: environmentPageTexts.lineBreak });
      await keptVariables.keep(values);
    },
    drop: keptVariables.drop,
    /** As Environment= in a drop-in of the unit. @throws variables-gone, variables-unfit, and as `Editing.save`. */
    setForUnit: async (unit: string, names: readonly string[]): Promise<SaveOutcome> => {
      const values = await chosen(names);
      const source = await deps.unitStore.source(unit);
      const file: UnitFileRef = { kind: 'drop-in', name: unitDropInName };
      const at = ownPath(source, file);
      const content = source.files.find((one) => one.path === at)?.content;
      const there = content?.kind === 'text' ? content : null;
      const text = there === null ? parseText('[Service]\n') : parse(there.bytes);
      const bytes = serialize(withValues(text, values));
      return deps.editing.save({ unit, file, version: there?.version ?? null, bytes });
    },
    ofTerminal,
    ofManager,
  };
};

export type Environment = ReturnType<typeof createEnvironment>;
