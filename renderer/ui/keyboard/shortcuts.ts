/** Every key that Hearth reacts to, and where: what handles keys asks here, and the list under “?” is made from it. */

/** Keys as in `aria-keyshortcuts`; several when any of them does it. */
interface Shortcut {
  keys: readonly string[];
  where: ShortcutPlace;
}

/** In the order of the list. */
export const shortcutPlaces = ['anywhere', 'list', 'service', 'log', 'file', 'create'] as const;
type ShortcutPlace = (typeof shortcutPlaces)[number];

export const shortcuts = {
  palette: { where: 'anywhere', keys: ['Control+K'] },
  newService: { where: 'anywhere', keys: ['Control+N'] },
  find: { where: 'anywhere', keys: ['Control+F', '/'] },
  settings: { where: 'anywhere', keys: ['Control+,'] },
  back: { where: 'anywhere', keys: ['Alt+ArrowLeft'] },
  nextPane: { where: 'anywhere', keys: ['F6'] },
  previousPane: { where: 'anywhere', keys: ['Shift+F6'] },
  undo: { where: 'anywhere', keys: ['Control+Z'] },
  menu: { where: 'anywhere', keys: ['Shift+F10', 'ContextMenu'] },
  zoomIn: { where: 'anywhere', keys: ['Control+Plus'] },
  zoomOut: { where: 'anywhere', keys: ['Control+-'] },
  zoomReset: { where: 'anywhere', keys: ['Control+0'] },
  help: { where: 'anywhere', keys: ['?'] },
  close: { where: 'anywhere', keys: ['Control+W'] },
  quit: { where: 'anywhere', keys: ['Control+Q'] },

  moveInList: {
    where: 'list',
    keys: ['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End'],
  },
  open: { where: 'list', keys: ['Enter', 'Space'] },
  typeAhead: { where: 'list', keys: ['Letters'] },
  fold: { where: 'list', keys: ['ArrowLeft', 'ArrowRight'] },
  pin: { where: 'list', keys: ['P'] },
  clear: { where: 'list', keys: ['Escape'] },

  tab: {
    where: 'service',
    keys: ['Control+1', 'Control+2', 'Control+3'],
  },
  commands: { where: 'service', keys: ['Control+J'] },
  startOrStop: { where: 'service', keys: ['Control+.'] },
  restart: { where: 'service', keys: ['Control+R'] },
  rename: { where: 'service', keys: ['F2'] },

  logSearch: { where: 'log', keys: ['Control+F'] },
  nextError: { where: 'log', keys: ['Control+E'] },
  previousError: { where: 'log', keys: ['Control+Shift+E'] },
  openLine: { where: 'log', keys: ['Enter'] },
  copyLines: { where: 'log', keys: ['Control+C'] },
  selectAll: { where: 'log', keys: ['Control+A'] },
  toEnd: { where: 'log', keys: ['End'] },

  save: { where: 'file', keys: ['Control+S'] },
  findInFile: { where: 'file', keys: ['Control+F'] },
  complete: { where: 'file', keys: ['Control+Space'] },
  explain: { where: 'file', keys: ['F1'] },
  undoTyping: { where: 'file', keys: ['Control+Z'] },

  create: { where: 'create', keys: ['Control+Enter'] },
} as const satisfies Record<string, Shortcut>;

export type ShortcutId = keyof typeof shortcuts;

export const shortcutIds = Object.keys(shortcuts) as ShortcutId[];

/** The key itself and its modifiers, from `Control+Shift+E`. */
const partsOf = (keys: string): { key: string; modifiers: string[] } => {
  const parts = keys.split('+');
  return { key: parts.at(-1) ?? '', modifiers: parts.slice(0, -1) };
};

/** What the browser reports for keys with other names here. Some keyboards have plus without Shift, others as `=`. */
const reported: Partial<Record<string, readonly string[]>> = { Plus: ['+', '='], Space: [' '] };

const isKey = (event: KeyboardEvent, keys: string): boolean => {
  const { key, modifiers } = partsOf(keys);
  const has = (modifier: string): boolean => modifiers.includes(modifier);
  // Where “?” and “/” are, and whether with Shift, depends on the keyboard.
  const isSign = key === 'Plus' || /^[^A-Z\d]$/.test(key);
  return (
    !event.metaKey &&
    event.ctrlKey === has('Control') &&
    event.altKey === has('Alt') &&
    (isSign || event.shiftKey === has('Shift')) &&
    (reported[key] ?? [key]).some((one) => one.toLowerCase() === event.key.toLowerCase())
  );
};

const allKeys = (id: ShortcutId): readonly string[] => shortcuts[id].keys;

/** Which of the keys of this shortcut is pressed; -1 for none. */
export const pressedAt = (id: ShortcutId, event: KeyboardEvent): number =>
  event.isComposing ? -1 : allKeys(id).findIndex((keys) => isKey(event, keys));

export const isPressed = (id: ShortcutId, event: KeyboardEvent): boolean =>
  pressedAt(id, event) >= 0;

/** For `aria-keyshortcuts`. */
export const keysOf = (id: ShortcutId): string => allKeys(id).join(' ');

/** Keys typed into a text; those of the editor come from its shadow root. */
export const isTyping = (event: KeyboardEvent): boolean => {
  const target = event.composedPath()[0];
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.matches('textarea, select, input:not([type=checkbox], [type=radio])'))
  );
};

/** A dialog is open: what is behind it takes no keys. */
export const isBehindDialog = (): boolean =>
  document.getElementById('app')?.hasAttribute('inert') === true;
