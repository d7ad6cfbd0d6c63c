/**
 * The Svelte compiler for Hearth's pages. What a page shows mostly comes from others: descriptions, paths, output. So
 * every text in markup, and every attribute that is read as text, passes through `shown` (core/text/visible.ts), and no
 * component can forget it.
 */
import path from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { parse, type AST, type PreprocessorGroup } from 'svelte/compiler';

const shown = path.resolve(import.meta.dirname, '../electron/core/text/visible.ts');

const readAttributes = new Set([
  'title',
  'alt',
  'placeholder',
  'data-tip',
  'aria-label',
  'aria-description',
  'aria-roledescription',
  'aria-valuetext',
]);

interface Place {
  at: number;
  insert: string;
}

/** A component passes such attributes on to an element; its other ones may be names to work with. */
const elements = new Set(['RegularElement', 'SvelteElement', 'Component']);

const wrapped = ({ start, end }: { start: number; end: number }): Place[] => [
  { at: start + 1, insert: '__shown(' },
  { at: end - 1, insert: ')' },
];

/** Around the expressions that end as text: those in markup, and those in attributes of elements that are read. */
const textsIn = (node: unknown): Place[] => {
  if (typeof node !== 'object' || node === null) return [];
  if (Array.isArray(node)) return node.flatMap(textsIn);
  const { type } = node as { type?: unknown };
  if (type === 'ExpressionTag') {
    const tag = node as AST.ExpressionTag;
    return tag.expression.type === 'Literal' ? [] : wrapped(tag);
  }
  if (elements.has(String(type))) {
    const { attributes, fragment } = node as AST.RegularElement | AST.Component;
    return [...attributes.flatMap(textsOf), ...textsIn(fragment)];
  }
  const children = Object.entries(node).filter(([key]) => key !== 'attributes');
  return children.flatMap(([, child]) => textsIn(child));
};

const textsOf = (attribute: AST.RegularElement['attributes'][number]): Place[] => {
  if (attribute.type !== 'Attribute' || !readAttributes.has(attribute.name)) return [];
  const { start, name, value } = attribute;
  // `{placeholder}` for `placeholder={placeholder}`: its tag has the place of its expression only.
  const isShort =
    !Array.isArray(value) && value !== true && value.start !== start + name.length + 1;
  return isShort ? [{ at: start, insert: `${name}=` }, ...wrapped(attribute)] : textsIn(value);
};

/** Lines stay where they are, so that stack traces still name them. */
export const showTexts = (source: string, importFrom: string): string => {
  const { fragment, instance } = parse(source, { modern: true });
  const places = textsIn(fragment);
  if (places.length === 0) return source;
  const statement = `import { shown as __shown } from ${JSON.stringify(importFrom)};`;
  const script = instance?.content as { start: number } | undefined;
  places.push(
    script === undefined
      ? { at: 0, insert: `<script lang="ts">${statement}</script>` }
      : { at: script.start, insert: statement },
  );
  let [result, from] = ['', 0];
  for (const { at, insert } of places.sort((a, b) => a.at - b.at)) {
    result += source.slice(from, at) + insert;
    from = at;
  }
  return result + source.slice(from);
};

/** An icon of Lucide as a fixed picture: its own component puts every line of the picture together at run time. */
const fixedIcon = (source: string): string => {
  const data = /const iconData = (\{.*\});/.exec(source)?.[1];
  if (data === undefined) throw new Error('an icon of @lucide/svelte no longer has iconData');
  const { name, node } = JSON.parse(data) as {
    name: string;
    node: [string, Record<string, string>][];
  };
  const lines = node.map(([tag, attributes]) => {
    const words = Object.entries(attributes).map(([key, value]) => ` ${key}="${value}"`);
    return `<${tag}${words.join('')} />`;
  });
  return `<script>let { size = 24, class: further, 'aria-label': label } = $props();</script>
<svg class={['lucide-${name}', further]} width={size} height={size} viewBox="0 0 24 24" fill="none" stroke="currentColor"
  stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-label={label}
  aria-hidden={label === undefined ? 'true' : undefined}>${lines.join('')}</svg>`;
};

const preprocess: PreprocessorGroup = {
  name: 'show-texts',
  markup: ({ content, filename = '' }) => {
    if (filename.includes('/@lucide/svelte/dist/icons/')) return { code: fixedIcon(content) };
    if (filename.includes('/node_modules/')) return { code: content };
    return { code: showTexts(content, path.relative(path.dirname(filename), shown)) };
  },
};

export const sveltePlugin = () => svelte({ configFile: false, preprocess });
