/** Milliseconds ↔ the value of an input of type datetime-local, which is without a zone: the one here. */

const two = (value: number): string => String(value).padStart(2, '0');

export const localInput = (ms: number | null): string => {
  if (ms === null) return '';
  const at = new Date(ms);
  const day = `${String(at.getFullYear())}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
};

/** null for an empty or half-typed one. */
export const msOfInput = (value: string): number | null => {
  const ms = new Date(value).getTime();
  return Number.isNaN(ms) || ms < 0 ? null : ms;
};

export const startOfToday = (): number => new Date().setHours(0, 0, 0, 0);
