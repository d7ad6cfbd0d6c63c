/** Which lines of one text became which of another: Myers' O(ND) difference, as in `diff`. */

/** Lines `from` to `to` of one text became `otherFrom` to `otherTo` of the other; either range may be empty. */
export interface Hunk {
  from: number;
  to: number;
  otherFrom: number;
  otherTo: number;
}

/** More differing lines than this count as one block: time and memory grow with their square. */
const differencesMax = 1500;

type Lines = readonly string[];

/** The furthest points for each number of differences, up to the end of both; null if there are too many. */
const furthestPoints = (a: Lines, b: Lines): Int32Array[] | null => {
  const max = Math.min(a.length + b.length, differencesMax);
  const trace: Int32Array[] = [];
  let before = new Int32Array([0, 0, 0]);
  for (let d = 0; d <= max; d += 1) {
    const now = new Int32Array(2 * d + 3);
    const was = (k: number): number => before[k + d] ?? 0;
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && was(k - 1) < was(k + 1));
      let x = d === 0 ? 0 : down ? was(k + 1) : was(k - 1) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x += 1;
      now[k + d + 1] = x;
      if (x >= a.length && x - k >= b.length) return [...trace, now];
    }
    trace.push(now);
    before = now;
  }
  return null;
};

/** Walks the path from its end in single steps: a line removed from `a` at `x`, or a line of `b` added at `y`. */
const stepsBack = (trace: readonly Int32Array[], a: Lines, b: Lines): Hunk[] => {
  const steps: Hunk[] = [];
  let x = a.length;
  let y = b.length;
  for (let d = trace.length - 1; d > 0; d -= 1) {
    const before = trace[d - 1] ?? new Int32Array();
    const was = (k: number): number => before[k + d] ?? 0;
    const k = x - y;
    const down = k === -d || (k !== d && was(k - 1) < was(k + 1));
    const fromX = was(down ? k + 1 : k - 1);
    const fromY = fromX - (down ? k + 1 : k - 1);
    steps.push(
      down
        ? { from: fromX, to: fromX, otherFrom: fromY, otherTo: fromY + 1 }
        : { from: fromX, to: fromX + 1, otherFrom: fromY, otherTo: fromY },
    );
    x = fromX;
    y = fromY;
  }
  return steps.reverse();
};

const joinSteps = (steps: readonly Hunk[]): Hunk[] => {
  const hunks: Hunk[] = [];
  for (const step of steps) {
    const last = hunks.at(-1);
    if (last?.to === step.from && last.otherTo === step.otherFrom) {
      last.to = step.to;
      last.otherTo = step.otherTo;
    } else hunks.push({ ...step });
  }
  return hunks;
};

/** The hunks in order; none if both are the same. Lines outside of hunks are equal. */
export const diffLines = (a: Lines, b: Lines): Hunk[] => {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let rest = 0;
  const most = Math.min(a.length, b.length) - start;
  while (rest < most && a[a.length - 1 - rest] === b[b.length - 1 - rest]) rest += 1;
  const [endA, endB] = [a.length - rest, b.length - rest];
  if (start === endA && start === endB) return [];
  const whole = { from: start, to: endA, otherFrom: start, otherTo: endB };
  if (start === endA || start === endB) return [whole];
  const [middleA, middleB] = [a.slice(start, endA), b.slice(start, endB)];
  const trace = furthestPoints(middleA, middleB);
  if (trace === null) return [whole];
  return joinSteps(stepsBack(trace, middleA, middleB)).map((hunk) => ({
    from: hunk.from + start,
    to: hunk.to + start,
    otherFrom: hunk.otherFrom + start,
    otherTo: hunk.otherTo + start,
  }));
};
