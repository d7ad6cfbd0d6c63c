/** ESLint: a handler that drops an error explains in a comment why nothing is lost. */
import type { Rule } from 'eslint';
import type { CatchClause, CallExpression, Node } from 'estree';

type Parented = Node & { parent?: Parented };

/** Where a comment about an expression may be: before its statement, property or argument. */
const isWhole = ({ type }: Node): boolean =>
  /(?:Statement|Declaration|Definition)$/.test(type) || type === 'Property';

export const noSilentCatch: Rule.RuleModule = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { silent: 'Say in a comment why nothing is lost where this error is dropped.' },
  },
  create: (context) => {
    const { sourceCode } = context;

    const hasWords = (node: Node): boolean => {
      if (sourceCode.getCommentsInside(node).length > 0) return true;
      for (let at: Parented | undefined = node; at !== undefined; at = at.parent) {
        if (sourceCode.getCommentsBefore(at).length > 0) return true;
        // Code that starts within a line has its comment before that line.
        const beginsLine =
          at.parent?.type === 'Program' || at.parent?.loc?.start.line !== at.loc?.start.line;
        if (isWhole(at) && beginsLine) {
          // A comment at the end of the line.
          const [after] = sourceCode.getCommentsAfter(at);
          return after?.loc?.start.line === at.loc?.end.line && after !== undefined;
        }
      }
      return false;
    };

    const dropsError = (handler: Node | undefined): boolean =>
      (handler?.type === 'ArrowFunctionExpression' || handler?.type === 'FunctionExpression') &&
      handler.params.length === 0;

    return {
      CatchClause: (node: CatchClause) => {
        const isUsed =
          node.param != null &&
          sourceCode.getDeclaredVariables(node).some(({ references }) => references.length > 0);
        if (!isUsed && !hasWords(node)) context.report({ node, messageId: 'silent' });
      },
      CallExpression: (node: CallExpression) => {
        if (node.callee.type !== 'MemberExpression' || node.callee.property.type !== 'Identifier')
          return;
        const { name } = node.callee.property;
        const handler =
          name === 'catch' ? node.arguments[0] : name === 'then' ? node.arguments[1] : undefined;
        if (dropsError(handler) && !hasWords(node)) context.report({ node, messageId: 'silent' });
      },
    };
  },
};
