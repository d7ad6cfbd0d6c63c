/**
 * A message as shown: terminal colours as colours, and anything else that would act on a terminal or deceive the eye
 * as a visible mark. Returns only data; the view turns it into elements.
 * Source: ECMA-48, 8.3.117 (SGR).
 */
import { invisible, signOf } from '../text/visible.ts';

export interface TextRun {
  text: string;
  /** A sign for something invisible. */
  mark: boolean;
  /** 0 to 15 of a terminal's palette; null for the ordinary colour. */
  foreground: number | null;
  background: number | null;
  bold: boolean;
  faint: boolean;
  italic: boolean;
  underline: boolean;
  struck: boolean;
  /** A search match. */
  found: boolean;
}

type Style = Omit<TextRun, 'text' | 'mark' | 'found'>;

const plain: Style = {
  foreground: null,
  background: null,
  bold: false,
  faint: false,
  italic: false,
  underline: false,
  struck: false,
};

/** xterm's own sixteen colours. */
const palette = [
  [0, 0, 0],
  [205, 0, 0],
  [0, 205, 0],
  [205, 205, 0],
  [0, 0, 238],
  [205, 0, 205],
  [0, 205, 205],
  [229, 229, 229],
  [127, 127, 127],
  [255, 0, 0],
  [0, 255, 0],
  [255, 255, 0],
  [92, 92, 255],
  [255, 0, 255],
  [0, 255, 255],
  [255, 255, 255],
] as const;

/** The nearest of the sixteen, which have a readable shade in each theme. */
const nearest = (red: number, green: number, blue: number): number => {
  let best = 0;
  let distance = Infinity;
  palette.forEach(([r, g, b], index) => {
    const away = (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2;
    if (away < distance) [best, distance] = [index, away];
  });
  return best;
};

const indexed = (index: number): number => {
  if (index < 16) return index;
  if (index >= 232) {
    const grey = 8 + (index - 232) * 10;
    return nearest(grey, grey, grey);
  }
  const step = (part: number): number => (part === 0 ? 0 : 55 + 40 * part);
  const at = index - 16;
  return nearest(step(Math.floor(at / 36)), step(Math.floor(at / 6) % 6), step(at % 6));
};

/** `38;5;N` and `38;2;R;G;B`: the colour, and how many parameters it took. */
const extended = (parameters: readonly number[], at: number): [number | null, number] => {
  const [kind, a = 0, b = 0, c = 0] = parameters.slice(at + 1);
  if (kind === 5) return [indexed(Math.min(255, a)), 2];
  if (kind === 2) return [nearest(a, b, c), 4];
  return [null, 0];
};

/** What each parameter changes. Concealed text (8) stays visible, and nothing blinks. */
const changes: Record<number, Partial<Style>> = {
  0: plain,
  1: { bold: true },
  2: { faint: true },
  3: { italic: true },
  4: { underline: true },
  9: { struck: true },
  22: { bold: false, faint: false },
  23: { italic: false },
  24: { underline: false },
  29: { struck: false },
  39: { foreground: null },
  49: { background: null },
};

const restyle = (style: Style, text: string): Style => {
  const parameters = text.split(/[;:]/).map(Number);
  let next = { ...style };
  for (let at = 0; at < parameters.length; at += 1) {
    const value = parameters[at] ?? 0;
    const within = (from: number): boolean => value >= from && value < from + 8;
    if (value === 38 || value === 48) {
      const [colour, taken] = extended(parameters, at);
      next = { ...next, [value === 38 ? 'foreground' : 'background']: colour };
      at += taken;
    } else if (value === 7) {
      next = { ...next, foreground: next.background ?? 15, background: next.foreground ?? 8 };
    } else if (within(30)) next.foreground = value - 30;
    else if (within(90)) next.foreground = value - 82;
    else if (within(40)) next.background = value - 40;
    else if (within(100)) next.background = value - 92;
    else next = { ...next, ...changes[value] };
  }
  return next;
};

/** Colours; then what must be marked. */
const special = new RegExp(String.raw`\u001b\[(?<sgr>[0-9;:]*)m|(?<hidden>${invisible})`, 'gu');

/** The runs of a message. @param search marks matches, as far as they are within one run. */
export const textRuns = (message: string, search: RegExp | null = null): TextRun[] => {
  const runs: TextRun[] = [];
  let style = plain;
  let pending = '';
  const flush = (): void => {
    if (pending !== '')
      runs.push(...searched({ ...style, text: pending, mark: false, found: false }, search));
    pending = '';
  };
  let from = 0;
  for (const match of message.matchAll(special)) {
    pending += message.slice(from, match.index);
    from = match.index + match[0].length;
    const { sgr, hidden } = match.groups ?? {};
    if (sgr !== undefined) {
      flush();
      style = restyle(style, sgr === '' ? '0' : sgr);
    } else if (hidden !== undefined) {
      flush();
      const text = signOf(hidden);
      runs.push({ ...style, text, mark: true, found: false });
    } else pending += match[0];
  }
  pending += message.slice(from);
  flush();
  return runs;
};

const searched = (run: TextRun, search: RegExp | null): TextRun[] => {
  if (search === null) return [run];
  const runs: TextRun[] = [];
  let from = 0;
  for (const match of run.text.matchAll(search)) {
    if (match[0] === '') continue;
    if (match.index > from) runs.push({ ...run, text: run.text.slice(from, match.index) });
    runs.push({ ...run, text: match[0], found: true });
    from = match.index + match[0].length;
  }
  if (from < run.text.length) runs.push({ ...run, text: run.text.slice(from) });
  return runs;
};

const foldedLines = 10;
const foldedLength = 800;

/** The beginning of a message that is too long for a row; null if it fits. */
export const folded = (message: string): string | null => {
  let end = -1;
  for (let line = 0; line < foldedLines; line += 1) {
    end = message.indexOf('\n', end + 1);
    if (end < 0) break;
  }
  const cut = Math.min(end < 0 ? message.length : end, foldedLength);
  if (cut >= message.length) return null;
  // Never cut a surrogate pair in half.
  return message.slice(0, (message.charCodeAt(cut - 1) & 0xfc00) === 0xd800 ? cut - 1 : cut);
};
