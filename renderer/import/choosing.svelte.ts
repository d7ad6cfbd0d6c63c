/** What each kind of import does: read what there is, let the person choose, import it, and read again. */
import { SvelteSet } from 'svelte/reactivity';
import type { AccountState } from '../../electron/core/app/state.ts';
import { toProblem, type Problem } from '../../electron/core/problems/problem.ts';

/** Something to choose; it can’t be chosen without a name. */
export interface ImportChoice {
  name: string | null;
  conversion: { kind: 'converted'; notes: readonly string[] } | { kind: 'refused'; why: string };
}

type Key = string | number;

interface Source<View extends { choices: readonly ImportChoice[] }> {
  read(): Promise<View>;
  keyOf(choice: View['choices'][number]): Key;
  run(view: View, picked: readonly View['choices'][number][]): Promise<unknown>;
  /** The unit that a choice becomes, by the name of the choice. */
  unitOf(name: string): string;
}

interface Page {
  account: () => Pick<AccountState, 'units'>;
  /** Opens the page of what was made. */
  onopen: () => (unit: string) => void;
}

export const createChoosing = <View extends { choices: readonly ImportChoice[] }>(
  { read: readView, keyOf, run, unitOf }: Source<View>,
  { account, onopen }: Page,
) => {
  type Choice = View['choices'][number];
  let view = $state.raw<View | null>(null);
  let problem = $state.raw<Problem | null>(null);
  const chosen = new SvelteSet<Key>();
  let busy = $state(false);

  const choices = $derived<readonly Choice[]>(view?.choices ?? []);
  const possible = $derived(choices.filter(({ name }) => name !== null));
  const picked = $derived(possible.filter((choice) => chosen.has(keyOf(choice))));
  const notesOf = ({ conversion }: ImportChoice): readonly string[] =>
    conversion.kind === 'converted' ? conversion.notes : [conversion.why];
  /** Notes that apply to every choice, shown once. */
  const common = $derived.by(() => {
    const all = possible.map(notesOf);
    return all.length < 2
      ? []
      : (all[0] ?? []).filter((note) => all.every((notes) => notes.includes(note)));
  });

  const read = async (): Promise<void> => {
    try {
      view = await readView();
      problem = null;
    } catch (thrown) {
      problem = toProblem(thrown);
    }
  };
  $effect(() => {
    void read();
  });

  return {
    get view() {
      return view;
    },
    get problem() {
      return problem;
    },
    get busy() {
      return busy;
    },
    get choices() {
      return choices;
    },
    get possible() {
      return possible;
    },
    get picked() {
      return picked;
    },
    get common() {
      return common;
    },
    keyOf,
    /** Without those that apply to every choice. */
    ownNotes: (choice: Choice): string[] =>
      notesOf(choice).filter((note) => !common.includes(note)),
    isChosen: (choice: Choice): boolean => chosen.has(keyOf(choice)),
    choose: (choice: Choice, isChosen: boolean): void => {
      if (isChosen) chosen.add(keyOf(choice));
      else chosen.delete(keyOf(choice));
    },
    chooseOnly: (wanted: readonly Choice[]): void => {
      chosen.clear();
      for (const choice of wanted) chosen.add(keyOf(choice));
    },
    run: async (): Promise<void> => {
      const [first] = picked;
      if (view === null || first === undefined) return;
      busy = true;
      const unit = unitOf(first.name ?? '');
      try {
        await run(view, picked);
        chosen.clear();
        await read();
        if (account().units[unit] !== undefined) onopen()(unit);
      } catch (thrown) {
        await read();
        problem = toProblem(thrown);
      }
      busy = false;
    },
  };
};

export type Choosing<Choice extends ImportChoice> = ReturnType<
  typeof createChoosing<{ choices: readonly Choice[] }>
>;
