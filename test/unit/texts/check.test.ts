import { expect, test } from 'vitest';
import { checkTexts } from '../../../build/texts/check.ts';

const catalogue = `export const catTexts = texts({ en: {
  title: 'Cats',
  'not-fed': (name: string) => \`\${name} was not fed.\`,
} });`;
const importing = `import { catTexts } from '../electron/core/texts/cat.ts';`;
const wellUsed = `${importing}
export const told = (): string => catTexts.title + catTexts['not-fed']('Tom');`;

/** The faults in a project with just this file and the catalogue. */
const faultsOf = (file: string, source: string, everywhere = false): string[] =>
  checkTexts(
    new Map([
      ['electron/core/texts/cat.ts', catalogue],
      ['renderer/used.ts', wellUsed],
      [file, source],
    ]),
    everywhere,
  ).faults.map(({ file: at, line, what }) => `${at}:${String(line)} ${what}`);

const component = (markup: string, script = ''): string[] =>
  faultsOf('renderer/Cat.svelte', `<script lang="ts">${importing}${script}</script>\n${markup}`);

test('accepts texts that are used', () => {
  expect(faultsOf('renderer/other.ts', 'export {};')).toEqual([]);
});

test('finds an unused text, even if a comment names it', () => {
  const sources = new Map([
    ['electron/core/texts/cat.ts', catalogue],
    [
      'renderer/cat.ts',
      `${importing}\n// catTexts.title\nexport const a = () => catTexts['not-fed']('');`,
    ],
  ]);
  expect(checkTexts(sources, false)).toEqual({
    texts: 2,
    faults: [{ file: 'electron/core/texts/cat.ts', line: 2, what: 'title is used nowhere' }],
  });
});

test('treats a computed key as a use of all texts', () => {
  const sources = new Map([
    ['electron/core/texts/cat.ts', catalogue],
    ['renderer/cat.ts', `${importing}\nexport const a = (key: 'title') => catTexts[key];`],
  ]);
  expect(checkTexts(sources, false).faults).toEqual([]);
});

test('finds a domain with a name that differs from its file', () => {
  expect(
    faultsOf('electron/core/texts/pets/dog.ts', 'const dogTexts = texts({ en: {} });'),
  ).toEqual(['electron/core/texts/pets/dog.ts:1 dogTexts must be named petsDogTexts']);
});

test('finds a domain that is passed on as a whole', () => {
  expect(
    faultsOf('renderer/b.ts', `${importing}\nexport const f = () => {\n  const t = catTexts;\n};`),
  ).toEqual([expect.stringMatching(/^renderer\/b\.ts:3 catTexts is passed on/)]);
});

test('finds a text that is read while its file loads', () => {
  expect(
    faultsOf(
      'renderer/b.ts',
      `${importing}\nexport const label = catTexts.title;\nexport const f = () => catTexts.title;`,
    ),
  ).toEqual([expect.stringMatching(/^renderer\/b\.ts:2 catTexts\.title is read while/)]);
});

test.each([
  ['words', '<p>Feed the cat</p>', 'Feed the cat'],
  ['words of an expression', "<p>{hungry ? 'hungry' : catTexts.title}</p>", 'hungry'],
  ['words of a template', '<p>{`${n} cats`}</p>', 'cats'],
  ['an attribute', '<button title="Feed">{catTexts.title}</button>', 'Feed'],
  ['an attribute in parts', '<button aria-label="Feed {name}"></button>', 'Feed'],
  ['a prop', "<Button label={full ? '' : 'Feed'} />", 'Feed'],
])('finds language in markup: %s', (_, markup, words) => {
  expect(component(markup)).toEqual([`renderer/Cat.svelte:2 “${words}” belongs in the catalogue`]);
});

test.each([
  ['code', '<code>Cat=yes</code>'],
  ['names and units', '<p>Hearth {version} · {seconds} s</p>'],
  ['comparisons', "<p class:on={state === 'on'}>{state === 'idle' ? '' : catTexts.title}</p>"],
  ['arguments and classes', '<p class="muted small">{format(at, \'short\')}</p>'],
  ['styles', '<p style:transform={`translateY(${y}px)`}></p>'],
])('ignores what isn’t language: %s', (_, markup) => {
  expect(component(markup)).toEqual([]);
});

test('finds sentences and displayed members in scripts, but no messages for developers', () => {
  const script = `
    let { label = 'Feed', kind = 'cat' } = $props();
    const rows = [{ title: full ? 'Cats' : 'Dogs', kind: 'cat' }];
    const note = 'The cat is fed already.';
    if (rows.length === 0) throw new Error('There is no cat here.');
    console.error('There is no cat here.');
    const kinds = 'LION TIGER PUMA';`;
  expect(component('', script).map((fault) => fault.replace(/^.*?:/, ''))).toEqual([
    '2 “Feed” belongs in the catalogue',
    '3 “Cats” belongs in the catalogue',
    '3 “Dogs” belongs in the catalogue',
    '4 “The cat is fed already.” belongs in the catalogue',
  ]);
});

test('looks at files without the catalogue only when asked to', () => {
  const source = '<p>Feed the cat</p>';
  expect(faultsOf('renderer/B.svelte', source)).toEqual([]);
  expect(faultsOf('renderer/B.svelte', source, true)).toEqual([
    'renderer/B.svelte:1 “Feed the cat” belongs in the catalogue',
  ]);
});
