/** Input for the contract's methods, made from their schemas: as a page sends it, and with one part of it spoiled. */
import type * as v from 'valibot';
import type { Random } from '../random.ts';

/** The parts of valibot's schemas that are read here. */
interface Shape {
  type: string;
  pipe?: readonly Shape[];
  entries?: Readonly<Record<string, Shape>>;
  options?: readonly unknown[];
  item?: Shape;
  value?: Shape;
  wrapped?: Shape;
  literal?: unknown;
}

/** One of them passes most checks of a text; the others may pass, too, and mean something odd. */
const texts = [
  ...['fuzz.service', 'fuzz@.service', 'fuzz@a.service', 'fuzz.timer', '-rf.service', '..service'],
  ...['fuzz', '10-fuzz.conf', 'fuzz.sh', 'service', 'ExecStart', 'KEY', '/tmp/fuzz', '~', '%h', ''],
  ...['0'.repeat(32), `s=${'0'.repeat(32)};i=1`, 'a'.repeat(64), '2026-11-30T12:00:00.000Z', '1'],
  ...[
    'http://127.0.0.1:1/',
    '--user',
    '$(touch /tmp/fuzz-ran)',
    '; touch /tmp/fuzz-ran',
    '\n[Service]',
  ],
];

const hostile: readonly unknown[] = [
  ...[null, undefined, true, false, 0, -1, -0, 1.5, NaN, Infinity, 2 ** 53, 10n ** 30n, '', ' '],
  ...[
    '../../etc/passwd',
    '/etc/passwd',
    '..',
    '.',
    '-rf',
    '--help',
    'a\0b',
    'a\nb.service',
    '\u202e',
  ],
  ...['\ud800', 'é'.repeat(128), 'x'.repeat(256), 'x'.repeat(100_000), '__proto__', 'constructor'],
  ...[
    'toString',
    '%n%h%%',
    '${HOME}',
    '`id`',
    '\u001b]0;x\u0007',
    'fuzz.service\u200b',
    '/dev/zero',
  ],
  ...[[], {}, [[]], [null], Array.from({ length: 20_000 }, () => 0), new Uint8Array(9)],
  ...[new Map([['unit', 'a.service']]), new Set(['a']), new Date(NaN), /x/g, new ArrayBuffer(8)],
  ...[
    new Error('x'),
    JSON.parse('{"__proto__": {"unit": "a.service"}}') as unknown,
    { length: 1e9 },
  ],
  ...[{ unit: ['fuzz.service'] }, { kind: 'unit' }, new Float64Array([NaN])],
];

const deep = (depth: number): unknown => (depth === 0 ? 'x' : { unit: deep(depth - 1), a: [[]] });

const cyclic = (): unknown => {
  const loop: Record<string, unknown> = {};
  loop['unit'] = loop;
  return loop;
};

const drawHostile = (random: Random): unknown => {
  const at = random.number(hostile.length + 2);
  if (at === hostile.length) return deep(1 + random.number(200));
  return at === hostile.length + 1 ? cyclic() : hostile[at];
};

const drawNumber = (random: Random): number =>
  random.pick([0, 1, 2, 7, 60, 1000, 2_000_000, 1.8e12, random.number(1000)]);

/** What fits the schema, but for checks that look deeper. */
const draw = (shape: Shape, random: Random): unknown => {
  const inner = shape.pipe?.findLast(({ type }) => type === 'array') ?? shape;
  switch (inner.type) {
    case 'string':
      return random.pick(texts);
    case 'number':
      return drawNumber(random);
    case 'boolean':
      return random.chance(2);
    case 'literal':
      return inner.literal;
    case 'picklist':
      return random.pick(inner.options ?? []);
    case 'variant':
    case 'union':
      return draw(random.pick(inner.options ?? []) as Shape, random);
    case 'array':
      return random.list(3, () => draw(inner.item ?? inner, random));
    case 'record':
      return Object.fromEntries(
        random.list(3, () => [random.pick(texts), draw(inner.value ?? inner, random)]),
      );
    case 'nullable':
      return random.chance(2) ? null : draw(inner.wrapped ?? inner, random);
    case 'exact_optional':
      return draw(inner.wrapped ?? inner, random);
    case 'instance':
      return new TextEncoder().encode(random.pick(['', '[Service]\nExecStart=/bin/true\n', 'x']));
    case 'strict_object':
      return Object.fromEntries(
        Object.entries(inner.entries ?? {}).flatMap(([key, one]) =>
          one.type === 'exact_optional' && random.chance(2) ? [] : [[key, draw(one, random)]],
        ),
      );
    default:
      return undefined;
  }
};

/** Spoils one part of it. */
const spoil = (value: unknown, random: Random): unknown => {
  const isObject = typeof value === 'object' && value !== null;
  if (!isObject || value instanceof Uint8Array || random.chance(4)) return drawHostile(random);
  const parts = new Map(Object.entries(value));
  const key = random.pick([...parts.keys(), 'extra', '0']);
  if (random.chance(5)) parts.delete(key);
  else parts.set(key, random.chance(2) ? spoil(parts.get(key), random) : drawHostile(random));
  return Array.isArray(value) ? [...parts.values()] : Object.fromEntries(parts);
};

/** As a page may send it, and mostly what the method takes. */
export const likelyInput = (schema: v.GenericSchema, random: Random): unknown =>
  draw(schema, random);

export const malformedInput = (schema: v.GenericSchema, random: Random): unknown =>
  spoil(likelyInput(schema, random), random);
