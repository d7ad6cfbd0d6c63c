/** Finds language that people read outside the catalogue: in markup and scripts. */
import { parse, type AST } from 'svelte/compiler';
import ts from 'typescript';

export interface Literal {
  /** Counted from 1. */
  line: number;
  text: string;
}

/** Attributes, props and members that hold text for people. */
const readNames = new Set(
  'title label text placeholder alt hint help note summary description caption what why next aria-label aria-description aria-roledescription aria-valuetext'.split(
    ' ',
  ),
);

/** Names and units, the same in every language. */
const notLanguage = new Set(
  'Hearth systemd Electron ms s min h d KiB MiB GiB B px NAME Ctrl Shift Alt Enter Esc F5'.split(
    ' ',
  ),
);

/** Elements that contain the computer’s own words. */
const codeElements = new Set(['code', 'kbd', 'samp', 'pre']);

const isLanguage = (text: string): boolean =>
  (text.match(/\S*\p{L}\S*/gu) ?? []).some(
    (word) => !word.split(/[^\p{L}\p{N}]+/u).every((part) => part === '' || notLanguage.has(part)),
  );

/** A name, key or path is one word, without capitals; text for people starts with a capital, or has several words. */
const looksRead = (text: string): boolean =>
  isLanguage(text) && (/^\p{Lu}\p{Ll}/u.test(text) || /\p{L}{2,} \p{L}/u.test(text));

/** At least three words that start like a sentence, which is rarely anything else. */
const isSentence = (text: string): boolean =>
  /^\p{Lu}[\p{L}’]* [^\n]*\p{L}{2,} \p{L}/u.test(text) && /\p{Ll}/u.test(text);

const lineAt = (source: string, offset: number): number =>
  source.slice(0, offset).split('\n').length;

interface Node {
  type: string;
  start: number;
  [key: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && 'start' in value;

const childrenOf = (node: Node): Node[] =>
  Object.entries(node).flatMap(([key, value]) =>
    key === 'parent' || key === 'metadata'
      ? []
      : Array.isArray(value)
        ? value.filter(isNode)
        : isNode(value)
          ? [value]
          : typeof value === 'object' && value !== null && 'nodes' in value
            ? (value.nodes as unknown[]).filter(isNode)
            : [],
  );

/** The strings an expression may evaluate to: not what it compares, calls with or looks up. */
const valuesOf = (node: Node): Node[] => {
  switch (node.type) {
    case 'Literal':
    case 'TemplateElement':
      return [node];
    case 'TemplateLiteral':
      return (node['quasis'] as Node[]).concat((node['expressions'] as Node[]).flatMap(valuesOf));
    case 'ConditionalExpression':
      return [node['consequent'] as Node, node['alternate'] as Node].flatMap(valuesOf);
    case 'LogicalExpression':
      return [node['left'] as Node, node['right'] as Node].flatMap(valuesOf);
    case 'BinaryExpression':
      return node['operator'] === '+'
        ? [node['left'] as Node, node['right'] as Node].flatMap(valuesOf)
        : [];
    default:
      return [];
  }
};

/** The text of markup, a string or a part of a template. */
const textOf = (node: Node): string => {
  const { data, value } = node;
  if (typeof data === 'string') return data;
  if (typeof value === 'string') return value;
  return typeof value === 'object' && value !== null && 'cooked' in value
    ? String(value.cooked)
    : '';
};

/** In a component: its markup, the attributes that people read, and sentences in its script. */
export const literalsInComponent = (source: string): Literal[] => {
  const found: Literal[] = [];
  const add = (node: Node, text: string): void => {
    found.push({ line: lineAt(source, node.start), text: text.replace(/\s+/g, ' ').trim() });
  };
  const walk = (node: Node): void => {
    if (node.type === 'Text') {
      if (isLanguage(textOf(node))) add(node, textOf(node));
      return;
    }
    if (node.type === 'RegularElement' && codeElements.has(node['name'] as string)) return;
    if (node.type === 'StyleDirective') return;
    if (node.type === 'ExpressionTag') {
      for (const value of valuesOf(node['expression'] as Node))
        if (isLanguage(textOf(value))) add(value, textOf(value));
      return;
    }
    if (node.type === 'Attribute') {
      if (readNames.has(node['name'] as string)) childrenOf(node).forEach(walk);
      return;
    }
    childrenOf(node).forEach(walk);
  };
  const root: AST.Root = parse(source, { modern: true });
  walk(root.fragment as unknown as Node);
  const scripts = [root.instance, root.module].flatMap((script) => {
    if (!script) return [];
    const { start, end } = script.content as unknown as { start: number; end: number };
    const before = lineAt(source, start) - 1;
    return literalsInScript(source.slice(start, end)).map(({ line, text }) => ({
      line: line + before,
      text,
    }));
  });
  return [...found, ...scripts];
};

/** Messages for developers stay English. */
const isForDevelopers = (node: ts.Node): boolean =>
  (ts.isNewExpression(node) && node.expression.getText().endsWith('Error')) ||
  (ts.isCallExpression(node) && /^(console\.\w+|onBug|log\.\w+)$/.test(node.expression.getText()));

const literalText = (node: ts.Node): string | null =>
  ts.isStringLiteralLike(node)
    ? node.text
    : ts.isTemplateExpression(node)
      ? [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('…')
      : null;

/** In a script: sentences, and any language in the value of a member that people read. */
export const literalsInScript = (source: string): Literal[] => {
  const file = ts.createSourceFile('script.ts', source, ts.ScriptTarget.Latest, true);
  const found: Literal[] = [];
  const walk = (node: ts.Node, isRead: boolean): void => {
    if (isForDevelopers(node) || ts.isTypeNode(node) || ts.isImportDeclaration(node)) return;
    const text = literalText(node);
    if (text !== null && (isRead ? looksRead(text) : isSentence(text)))
      found.push({ line: file.getLineAndCharacterOfPosition(node.getStart()).line + 1, text });
    if (ts.isBindingElement(node) && node.initializer !== undefined) {
      walk(node.initializer, readNames.has((node.propertyName ?? node.name).getText()));
      return;
    }
    if (ts.isPropertyAssignment(node)) {
      const name = ts.isComputedPropertyName(node.name) ? '' : node.name.text;
      walk(node.initializer, readNames.has(name));
      return;
    }
    const goesOn =
      isRead && (ts.isConditionalExpression(node) || ts.isParenthesizedExpression(node));
    ts.forEachChild(node, (child) => {
      walk(child, goesOn);
    });
  };
  walk(file, false);
  return found;
};
