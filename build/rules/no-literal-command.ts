/**
 * ESLint: commands of systemd's tools come from the phrasebook, electron/core/commands.ts, and nowhere else.
 *
 * Prose may name a program: “systemctl refused that.” What follows the name tells a command from prose:
 * - an option or a value (`systemctl --user`, `journalctl ${words}`) makes a command, anywhere in the text;
 * - a plain word makes one if the name starts the text or a command in it (after `sudo`, `&&`, a line break, …; prose
 *   uses `;` too), unless the text ends like a sentence;
 * - so does nothing, if the text ends there in a space, ready to be continued;
 * - so does a list: the name alone, as the first of an array, as `program:`, or as an argument before an array.
 */
import type { Rule } from 'eslint';

const program = '(?:systemctl|journalctl|loginctl|systemd-analyze|pkexec)';
/** Stands in for `${…}` in a template’s text. */
const hole = '\u0000';

const withOption = new RegExp(`(?<![\\w./-])${program}\\s+[-${hole}$'"]`);
const begins = new RegExp(
  `(?:^|&&|\\|\\||[|\\n\`]|\\$\\()\\s*(?:(?:sudo|[A-Z_]+=\\S*)\\s+)*${program}\\s+[a-z]`,
);
const isSentence = /[.!?…:]["”’]?\s*$/;
const unfinished = new RegExp(`(?<![\\w./-])${program}\\s+$`);
const alone = new RegExp(`^${program}$`);

/** @param text of a literal, with `hole` for each `${…}`. */
const isCommand = (text: string): boolean =>
  withOption.test(text) || unfinished.test(text) || (begins.test(text) && !isSentence.test(text));

/** The parts of a node that are read here; ESLint’s own types don’t cover Svelte’s nodes. */
interface Node {
  type: string;
  value?: unknown;
  parent?: Node;
  elements?: readonly unknown[];
  arguments?: readonly ({ type: string } | null)[];
  key?: { name?: unknown; value?: unknown };
  quasis?: readonly { value: { cooked?: string | null } }[];
}

const beginsList = (node: Node): boolean => {
  const { parent } = node;
  if (parent?.type === 'ArrayExpression')
    return parent.elements?.[0] === node && parent.elements.length > 1;
  if (parent?.type === 'Property')
    return parent.value === node && (parent.key?.name ?? parent.key?.value) === 'program';
  if (parent?.type !== 'CallExpression') return false;
  const at = parent.arguments?.findIndex((argument) => argument === node) ?? -1;
  return at >= 0 && parent.arguments?.[at + 1]?.type === 'ArrayExpression';
};

export const noLiteralCommand: Rule.RuleModule = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      literal:
        'Write this command in electron/core/commands.ts, so that what is shown is what is run.',
    },
  },
  create: (context) => {
    const report = (node: Node): void => {
      context.report({ node: node as unknown as Rule.Node, messageId: 'literal' });
    };
    const check = (given: unknown): void => {
      const node = given as Node;
      if (typeof node.value !== 'string') return;
      if (isCommand(node.value) || (alone.test(node.value) && beginsList(node))) report(node);
    };
    return {
      Literal: check,
      SvelteLiteral: check,
      SvelteText: check,
      TemplateLiteral: (given: unknown) => {
        const node = given as Node;
        const texts = (node.quasis ?? []).map(({ value }) => value.cooked ?? '');
        if (isCommand(texts.join(hole))) report(node);
      },
    };
  },
};
