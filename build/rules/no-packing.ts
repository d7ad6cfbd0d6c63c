/**
 * ESLint: never spread an object literal into another. `{ ...{ a, b }, c }` equals `{ a, b, c }`, but TypeScript no
 * longer rejects unknown members.
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
