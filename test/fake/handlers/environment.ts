/** The fake's environment: that of the scene, changed as the page asks. */
import type { EnvironmentView } from '../../../electron/core/environment/environment-view.ts';
import { looksSecret } from '../../../electron/core/environment/secrets.ts';
import { compareVariables } from '../../../electron/core/environment/variables.ts';
import { comparePaths, foldersIn } from '../../../electron/core/environment/path-entries.ts';
import type { HandlersOf } from '../../../electron/ipc/contract/method.ts';
import type { environmentMethods } from '../../../electron/ipc/contract/environment.ts';
import { person } from '../makers.ts';
import type { Scene } from '../scene.ts';
import { moment } from './moment.ts';

const usual = {
  answered: true,
  terminal: {
    HOME: person.home,
    PATH: `${person.home}/.local/bin:/usr/local/bin:/usr/bin:/bin`,
    LANG: 'en_GB.UTF-8',
    EDITOR: 'vim',
    SHLVL: '1',
  },
  manager: { HOME: person.home, PATH: '/usr/local/bin:/usr/bin:/bin', LANG: 'en_GB.UTF-8' },
  programs: [],
  uncertain: false,
};

export const environmentHandlers = (scene: Scene): HandlersOf<typeof environmentMethods> => {
  const { answered, programs, uncertain, ...sides } = { ...usual, ...scene.environment };
  const terminal = new Map<string, string>(Object.entries(sides.terminal));
  const manager = new Map<string, string>(Object.entries(sides.manager));
  const kept = new Set<string>();
  let before = new Map<string, string | undefined>();

  const view = (): EnvironmentView => ({
    answered,
    variables: compareVariables({ terminal, manager, kept, isSecret: looksSecret }),
    path: comparePaths(
      foldersIn(terminal.get('PATH') ?? ''),
      foldersIn(manager.get('PATH') ?? ''),
    ).map((entry) => ({ ...entry, exists: !entry.folder.includes('gone') })),
    file: `${person.configFolder}/environment.d/99-hearth.conf`,
    undoable: [...before.keys()],
  });
  const pass = (names: readonly string[]): void => {
    for (const name of names) manager.set(name, terminal.get(name) ?? '');
  };

  return {
    environment: view,
    revealVariable: ({ name, side }) =>
      (side === 'terminal' ? terminal : manager).get(name) ?? null,
    passVariables: async ({ names }) => {
      await moment();
      before = new Map(names.map((name) => [name, manager.get(name)]));
      pass(names);
      return null;
    },
    undoPass: () => {
      for (const [name, value] of before)
        if (value === undefined) manager.delete(name);
        else manager.set(name, value);
      before = new Map();
      return null;
    },
    keepVariables: async ({ names }) => {
      await moment();
      for (const name of names) kept.add(name);
      pass(names);
      return null;
    },
    dropVariables: ({ names }) => {
      for (const name of names) kept.delete(name);
      return null;
    },
    setVariablesOf: async ({ unit }) => {
      await moment();
      return {
        kind: 'saved',
        version: '0'.repeat(64),
        restartFor: [{ unit, keys: ['Environment'] }],
        reloadProblem: null,
      };
    },
    programLookups: () => ({ programs, uncertain, answered }),
  };
};
