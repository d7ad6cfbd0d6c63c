/** What the palette offers for what was typed: units, what can be done with them, and Hearth's own commands. */
import { matcherOf } from '../../electron/core/app/find-units.ts';
import type { Page } from '../../electron/core/app/page.ts';
import { allowedNow, type AccountState } from '../../electron/core/app/state.ts';
import { keysPaletteTexts } from '../../electron/core/texts/keys/palette.ts';
import { factsOfType } from '../../electron/core/units/types.ts';
import { isFailed, type Unit } from '../../electron/core/units/unit.ts';
import type { ShortcutId } from '../ui/keyboard/shortcuts.ts';
import { ranksOf } from '../units/list/list-rows.ts';

const unitVerbs = ['start', 'stop', 'restart', 'log', 'edit'] as const;
export type UnitVerb = (typeof unitVerbs)[number];

export type PaletteItem =
  | { kind: 'unit'; unit: Unit }
  | { kind: 'verb'; verb: UnitVerb; unit: Unit }
  | { kind: 'command'; label: string; shortcut: ShortcutId | null; run: () => void };

export type PaletteCommand = Extract<PaletteItem, { kind: 'command' }>;

/** Pages without a key of their own. */
const keylessPages = ['home', 'calendar', 'import', 'journal', 'environment', 'report'] as const;
type KeylessPage = (typeof keylessPages)[number];

const ownCommands = [
  ...(['home', 'newService', 'calendar', 'import', 'journal', 'environment'] as const),
  ...(['settings', 'undo', 'help', 'report'] as const),
  ...(['zoomIn', 'zoomOut', 'zoomReset', 'close', 'quit'] as const),
];
type OwnCommand = (typeof ownCommands)[number];
export type PaletteCommandId = Exclude<OwnCommand, KeylessPage>;

const isKeylessPage = (id: OwnCommand): id is KeylessPage =>
  (keylessPages as readonly string[]).includes(id);

interface Does {
  run: (id: PaletteCommandId) => void;
  open: (page: Page) => void;
}

/** Hearth's own commands. @param done what can be undone, in a sentence; null for nothing. */
export const paletteCommands = (done: string | null, { run, open }: Does): PaletteCommand[] =>
  ownCommands
    .filter((id) => id !== 'undo' || done !== null)
    .map((id) => ({
      kind: 'command',
      label:
        id === 'undo' ? keysPaletteTexts.commands.undo(done ?? '') : keysPaletteTexts.commands[id],
      shortcut: isKeylessPage(id) ? null : id,
      run: () => {
        if (id === 'report') open({ kind: id, unit: null });
        else if (isKeylessPage(id)) open({ kind: id });
        else run(id);
      },
    }));

/** As many as anybody reads; typing finds the rest. */
const most = 50;

export const labelOf = (item: PaletteItem): string => {
  if (item.kind === 'command') return item.label;
  return item.kind === 'unit' ? item.unit.name : keysPaletteTexts.verbs[item.verb](item.unit.name);
};

const canDo = (verb: UnitVerb, unit: Unit, { actions }: Pick<AccountState, 'actions'>): boolean => {
  if (verb === 'edit') return true;
  if (verb === 'log') return factsOfType(unit.name).runsProgram;
  return allowedNow(unit, actions[unit.name]).has(verb);
};

/** What people look for first: their own, and what failed. */
const rankOf = (unit: Unit, query: string): number =>
  (query !== '' && unit.name.toLowerCase().startsWith(query) ? 0 : 4) +
  (unit.own ? 0 : 2) +
  (isFailed(unit) ? 0 : 1);

/**
 * Best first. A first word that begins a verb (“sta wor”) means the verb; the others name the unit, by its name,
 * description or command.
 */
export const paletteItems = (
  account: Pick<AccountState, 'units' | 'actions'>,
  commands: readonly PaletteCommand[],
  typed: string,
): PaletteItem[] => {
  const query = typed.trim().toLowerCase();
  const [first = '', ...others] = query.split(/\s+/);
  const named = others.join(' ');
  const all = Object.values(account.units);
  const names = ranksOf(account.units);
  const unitsFor = (words: string): Unit[] =>
    all
      .filter(matcherOf(words))
      .map((unit) => ({ unit, rank: rankOf(unit, words), name: names.get(unit.name) ?? 0 }))
      .sort((a, b) => a.rank - b.rank || a.name - b.name)
      .map(({ unit }) => unit);
  const verbsOf = (unit: Unit, verbs: readonly UnitVerb[]): PaletteItem[] =>
    verbs
      .filter((verb) => canDo(verb, unit, account))
      .map((verb) => ({ kind: 'verb', verb, unit }));

  const found = unitsFor(query);
  const units = found.map((unit): PaletteItem => ({ kind: 'unit', unit }));
  const own = commands.filter(({ label }) =>
    query.split(/\s+/).every((word) => label.toLowerCase().includes(word)),
  );
  if (query === '') return [...own, ...units].slice(0, most);
  const begun = unitVerbs.filter((verb) => verb.startsWith(first));
  const verbs = begun.length === 0 ? [] : unitsFor(named).flatMap((unit) => verbsOf(unit, begun));
  const ofBest = found[0] === undefined ? [] : verbsOf(found[0], unitVerbs);
  const begins = own.filter(({ label }) => label.toLowerCase().startsWith(query));
  const isVerb = others.length > 0 || begun.some((verb) => verb === first);
  const items: PaletteItem[] = [
    ...begins,
    ...(isVerb ? verbs : []),
    ...units.slice(0, 1),
    ...ofBest,
    ...units.slice(1),
    ...own,
    ...(isVerb ? [] : verbs),
  ];
  const seen = new Set<string>();
  return items
    .filter((item) => {
      const label = labelOf(item);
      return !seen.has(label) && seen.add(label);
    })
    .slice(0, most);
};
