/** Local times, to the second. */

export const two = (value: number): string => String(value).padStart(2, '0');

/** `2026-11-22 22:06:26`, or with a `T` between. @param ms since the epoch. */
export const localTime = (ms: number, between: ' ' | 'T'): string => {
  const at = new Date(ms);
  const day = `${String(at.getFullYear())}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}${between}${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
};
