/** What a person prefers of Hearth itself; kept in their settings. */

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** Each with what is offered; a number written by hand may be any in between. */
export const amounts = {
  /** The most lines of a log in memory. */
  logLines: [2000, 10_000, 30_000],
  /** Kept versions of each unit’s files. */
  versions: [10, 50, 200],
  /** All kept versions together. */
  megabytes: [16, 64, 256],
} as const;
export type Amount = keyof typeof amounts;
export const amountNames = Object.keys(amounts) as Amount[];

export interface Preferences extends Readonly<Record<Amount, number>> {
  theme: Theme;
  /** The keys that open Hearth from any program, as Electron names them: `Ctrl+Alt+H`; '' for none. */
  shortcut: string;
}

export const usualPreferences: Preferences = {
  theme: 'system',
  shortcut: '',
  logLines: 10_000,
  versions: 50,
  megabytes: 64,
};

/** Whether keys are in effect; else the code of the problem. */
export type ShortcutOutcome = 'done' | 'shortcut-taken' | 'shortcut-wayland';

export const themeOf = (text: string): Theme | null =>
  themes.find((theme) => theme === text) ?? null;

/** The number a person wrote, within what is offered; null if it is none. */
export const amountOf = (name: Amount, text: string): number | null => {
  const [least, , most] = amounts[name];
  return /^\d{1,9}$/.test(text) ? Math.min(most, Math.max(least, Number(text))) : null;
};

const namedKeys = 'Space|Home|End|PageUp|PageDown|Insert|Delete|Up|Down|Left|Right';
const shortcutPattern = new RegExp(
  `^(?=.*(?:Ctrl|Alt|Super)\\+)(?:Ctrl\\+)?(?:Alt\\+)?(?:Shift\\+)?(?:Super\\+)?(?:[A-Z\\d]|F(?:[1-9]|1\\d|2[0-4])|${namedKeys})$`,
);

/** Whether it names keys that no text needs: with Ctrl, Alt or Super, in this order. */
export const isShortcut = (text: string): boolean => shortcutPattern.test(text);

/** A pressed key, as a page sees it. */
interface PressedKey {
  key: string;
  /** The key’s place on the keyboard, such as `KeyH`: for letters of other scripts, and for what Shift changes. */
  code: string;
  ctrlKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
  metaKey: boolean;
}

/** `Ctrl+Alt+H` for the keys pressed; null if they are no global shortcut. */
export const shortcutOf = (pressed: PressedKey): string | null => {
  const held = [
    pressed.ctrlKey && 'Ctrl',
    pressed.altKey && 'Alt',
    pressed.shiftKey && 'Shift',
    pressed.metaKey && 'Super',
  ];
  const key = /^[a-z]$/i.test(pressed.key)
    ? pressed.key.toUpperCase()
    : pressed.code.replace(/^(?:Key|Digit|Arrow)/, '');
  const keys = [...held.filter((name) => name !== false), key].join('+');
  return isShortcut(keys) ? keys : null;
};
