/**
 * ESLint: a test waits for a condition, not for a time. Reports pauses over 300 ms: a `setTimeout` that resolves a
 * promise, that of node:timers/promises under any name, `waitForTimeout`, and the program `sleep`. To show that nothing
 * happens, quietFor() in test/quiet.ts takes the time and the reason.
 */
import type { Rule, Scope } from 'eslint';

const longestMs = 300;

/** The parts of a node that are read here. */
interface Node {
  type: string;
  name?: string;
  value?: unknown;
  callee?: Node;
  property?: Node;
  arguments?: Node[];
  params?: Node[];
  source?: Node;
}

const definitionOf = (node: Node, scope: Scope.Scope): Scope.Definition | undefined => {
  for (let at: Scope.Scope | null = scope; at !== null; at = at.upper) {
    const variable = at.set.get(node.name ?? '');
    if (variable !== undefined) return variable.defs[0];
  }
  return undefined;
};

/** The value of a number literal or constant; null if it is known only at run time. */
const numberOf = (node: Node | undefined, scope: Scope.Scope): number | null => {
  if (node?.type === 'Literal' && typeof node.value === 'number') return node.value;
  if (node?.type !== 'Identifier') return null;
  const definition = definitionOf(node, scope);
  if (definition?.type !== 'Variable') return null;
  const init = (definition.node as { init?: Node | null }).init;
  return init?.type === 'Literal' && typeof init.value === 'number' ? init.value : null;
};

/** Whether this is a `setTimeout` of node:timers/promises, whatever its name here. */
const isTimersPromise = (callee: Node, scope: Scope.Scope): boolean => {
  const definition = definitionOf(callee, scope);
  if (definition?.type !== 'ImportBinding') return false;
  return /^(?:node:)?timers\/promises$/.test(String((definition.parent as Node).source?.value));
};

/** Whether this is the parameter that resolves a promise: `new Promise((resolve) => …)`. */
const isResolver = (node: Node | undefined, scope: Scope.Scope): boolean => {
  if (node?.type !== 'Identifier') return false;
  const definition = definitionOf(node, scope);
  if (definition?.type !== 'Parameter') return false;
  const { parent } = definition.node as unknown as { parent?: Node };
  return parent?.type === 'NewExpression' && parent.callee?.name === 'Promise';
};

/** How long a call pauses, in milliseconds; null if it is no pause, or of unknown length. */
const pauseOf = (call: Node, scope: Scope.Scope): number | null => {
  const { callee, arguments: words = [] } = call;
  if (callee === undefined) return null;
  const [first, second] = words;
  if (callee.property?.name === 'waitForTimeout') return numberOf(first, scope);
  if (callee.name === 'setTimeout' && isResolver(first, scope)) return numberOf(second, scope);
  if (callee.type === 'Identifier' && isTimersPromise(callee, scope)) return numberOf(first, scope);
  const isProgram = first?.type === 'Literal' && first.value === 'sleep';
  return isProgram && second?.type === 'Literal' ? Number(second.value) * 1000 : null;
};

export const noLongWait: Rule.RuleModule = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      long: 'Wait for the condition; or, where nothing may happen, use quietFor() of test/quiet.ts.',
    },
  },
  create: (context) => ({
    CallExpression: (node) => {
      const ms = pauseOf(node, context.sourceCode.getScope(node));
      if (ms !== null && ms > longestMs) context.report({ node, messageId: 'long' });
    },
  }),
};
