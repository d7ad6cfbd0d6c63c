/** A scene in which every text that comes from others has characters that nobody sees. */
import type { Scene } from './scene.ts';

/** Right-to-left override, a space without width, a bell, and the start of a terminal’s command. */
export const unseen = '\u202e\u200b\u0007\u001b[31m';

const isPath = (text: string): boolean => text.startsWith('/');

/** Keys and enumerations have no blanks; names of drop-ins come as `dropIn`. */
const spoiled = (value: unknown, key = ''): unknown => {
  if (typeof value === 'string') {
    if (key === 'dropIn') return value.replace('.conf', `${unseen}.conf`);
    if (isPath(value)) return `/${unseen}${value.slice(1)}`;
    return value.includes(' ') ? value + unseen : value;
  }
  if (Array.isArray(value)) return value.map((one) => spoiled(one));
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, spoiled(one, name)]));
};

export const hostile = (scene: Scene): Scene => spoiled(scene) as Scene;
