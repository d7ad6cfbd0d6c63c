/** Draws Hearth's icons from these few shapes at bundling time: a flame in a hearth, and the tray's states. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Resvg } from '@resvg/resvg-js';

const ember = '#e8642c';
const quiet = '#8d857d';
const alarm = '#d3303f';

/** A flame in a box of 24, its foot at the bottom. */
const flame =
  'M12.6 1.8c.5 3.3-.7 5-2.4 6.9C8.4 10.7 6 12.5 6 16a6.2 6.2 0 0 0 12.4 0c0-2.6-1.3-4.6-2.6-6.1-.3 1.3-.9 2.1-1.9 2.6.8-3.7.5-7.6-1.3-10.7z';
const heart = 'M12.3 14.2c-1.3 1.5-2.3 2.3-2.3 4a2.3 2.3 0 0 0 4.6 0c0-1.6-1-2.7-2.3-4z';

const svg = (size: number, body: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 24 24">${body}</svg>`;

/** Digits as strokes in a box of 4×6, so that no font is needed; an exclamation mark for none. */
const digits: Record<number, string> = {
  0: 'M2 0V3.7M2 5.9V6',
  1: 'M1 1.2 2.4 0V6',
  2: 'M.3 1.3C.6-.4 3.7-.4 3.7 1.5 3.7 3 .8 4.2.3 6H3.8',
  3: 'M.4.8C1.3-.4 3.6-.1 3.6 1.5 3.6 2.6 2.7 2.9 1.7 2.9 2.8 2.9 3.8 3.3 3.8 4.4 3.8 6.2 1.2 6.5.3 5.2',
  4: 'M3 6V0L.2 4.2H4',
  5: 'M3.6 0H.9L.6 2.8C1.7 2 3.8 2.3 3.8 4.1 3.8 6 1.4 6.5.3 5.3',
  6: 'M3.3.2C1.7.6.4 2.2.4 4.1a1.7 1.8 0 1 0 .1-.3',
  7: 'M.3 0H3.8L1.5 6',
  8: 'M2 2.8a1.5 1.4 0 1 1 .01 0a1.7 1.6 0 1 1-.02 0',
  9: 'M.8 5.8C2.4 5.4 3.7 3.8 3.7 1.9a1.7 1.8 0 1 0-.1.3',
};

const badge = (count: number): string =>
  `<circle cx="17" cy="17" r="7" fill="${alarm}" stroke="#fff" stroke-width="1"/>` +
  `<path transform="translate(14.6 13.4) scale(1.2)" d="${digits[count] ?? ''}" fill="none" stroke="#fff" stroke-width="1.3" stroke-linecap="round" stroke-linejoin="round"/>`;

const lit = `<path d="${flame}" fill="${ember}"/><path d="${heart}" fill="#ffd9a8"/>`;

const tray: Record<string, string> = {
  'tray-well': lit,
  'tray-working': `${lit}<g fill="${ember}" stroke="#fff" stroke-width=".7"><circle cx="14" cy="21.5" r="2"/><circle cx="18.3" cy="21.5" r="2"/><circle cx="22" cy="21.5" r="2"/></g>`,
  'tray-absent': `<path d="${flame}" fill="none" stroke="${quiet}" stroke-width="1.8" stroke-dasharray="3 2"/>`,
  ...Object.fromEntries(
    Object.keys(digits).map((count) => [`tray-failed-${count}`, lit + badge(Number(count))]),
  ),
};

const application =
  '<rect x="1" y="1" width="22" height="22" rx="5" fill="#2a2522"/>' +
  '<path d="M4.8 20V11.5a7.2 7.2 0 0 1 14.4 0V20" fill="#3a322d" stroke="#6b5d53" stroke-width="1"/>' +
  '<path d="M3.5 20.2h17" stroke="#8a786b" stroke-width="1.4" stroke-linecap="round"/>' +
  `<g transform="translate(4.7 5.7) scale(.6)">${lit}</g>`;

const png = (body: string, size: number): Uint8Array =>
  new Resvg(svg(24, body), { fitTo: { mode: 'width', value: size } }).render().asPng();

/** Writes `hearth.png` (512), `tray-*.png` (32) and their `@2x` (64) into `folder`. */
export const drawIcons = async (folder: string): Promise<void> => {
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'hearth.png'), png(application, 512));
  for (const [name, body] of Object.entries(tray)) {
    await writeFile(path.join(folder, `${name}.png`), png(body, 32));
    await writeFile(path.join(folder, `${name}@2x.png`), png(body, 64));
  }
};

const symbolic = (body: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 24 24">${body}</svg>\n`;

/** In one color, which the theme replaces. */
const symbolicIcons: Record<string, string> = {
  'org.hearth.Hearth-symbolic': `<path d="${flame}" fill="#2e3436"/>`,
  'org.hearth.Hearth-failed-symbolic': `<path d="${flame}" fill="#2e3436" opacity=".5"/><path d="M17 11v6m0 3v2" stroke="#2e3436" stroke-width="3" stroke-linecap="round"/>`,
  'org.hearth.Hearth-absent-symbolic': `<path d="${flame}" fill="none" stroke="#2e3436" stroke-width="1.8" stroke-dasharray="3 2"/>`,
};

const themeSizes = [16, 22, 24, 32, 48, 64, 128, 256, 512];

/** Writes the icons of the hicolor theme: the application’s in all sizes, and the symbolic ones. */
export const drawThemeIcons = async (folder: string): Promise<void> => {
  const write = async (name: string, content: string | Uint8Array): Promise<void> => {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  };
  for (const size of themeSizes)
    await write(`${size}x${size}/apps/org.hearth.Hearth.png`, png(application, size));
  await write('scalable/apps/org.hearth.Hearth.svg', `${svg(24, application)}\n`);
  for (const [name, body] of Object.entries(symbolicIcons))
    await write(`symbolic/apps/${name}.svg`, symbolic(body));
};
