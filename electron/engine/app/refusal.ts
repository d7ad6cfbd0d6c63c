/** When Hearth refuses to work, every method that does more than look answers with the reason. */
import { ProblemError, type Problem } from '../../core/problems/problem.ts';
import type { Handlers, MethodName } from '../../ipc/contract/index.ts';

const open: readonly MethodName[] = [
  'snapshot',
  'openWindow',
  'hidePanel',
  'zoom',
  'showLog',
  'dismissCrash',
  'reportPageError',
  'quit',
];

export const refuseAll = (handlers: Handlers, why: Problem): Handlers => {
  const refuse = (): never => {
    throw new ProblemError(why);
  };
  return Object.fromEntries(
    Object.entries(handlers).map(([name, handler]) => [
      name,
      (open as readonly string[]).includes(name) ? handler : refuse,
    ]),
  ) as unknown as Handlers;
};
