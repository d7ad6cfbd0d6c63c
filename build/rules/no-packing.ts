/**
 * ESLint: no object literal is spread into another. `{ ...{ a, b }, c }` says the same as `{ a, b, c }`, but TypeScript no
 * longer refuses members that nobody takes.
 */
import type { Rule } from 'eslint';

export const noPacking: Rule.RuleModule = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { packing: 'Write these members out, so that excess ones are refused.' },
  },
  create: (context) => ({
    'ObjectExpression > SpreadElement > ObjectExpression': (node: Rule.Node) => {
      context.report({ node, messageId: 'packing' });
    },
  }),
};
