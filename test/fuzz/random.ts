/** Random values, reproducible from a seed. */

export interface Random {
  /** An integer from 0 to `below` - 1. */
  number(below: number): number;
  /** True in one of `of` cases. */
  chance(of: number): boolean;
  pick<Value>(from: readonly Value[]): Value;
  /** Up to `most` values from `make`. */
  list<Value>(most: number, make: () => Value): Value[];
}

/** Mulberry32, by Tommy Ettinger (public domain): 32 bits of state are plenty here. */
const bits = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
};

/** Numbers from 0 up to 1. */
export const randomFrom = (seed: number): (() => number) => {
  const next = bits(seed);
  return () => next() / 2 ** 32;
};

const createRandom = (seed: number): Random => {
  const next = bits(seed);
  const number = (below: number): number => next() % below;
  return {
    number,
    chance: (of) => number(of) === 0,
    pick: (from) => {
      const at = number(from.length);
      return from[at] as (typeof from)[number];
    },
    list: (most, make) => Array.from({ length: number(most + 1) }, make),
  };
};

/** The random values of one run, independent of the runs before it. */
export const randomOfRun = (seed: number, run: number): Random =>
  createRandom(Math.imul(seed, 0x9e3779b1) ^ Math.imul(run + 1, 0x85ebca6b));
