/** The main process's end of the contract: checks sender and input, then answers. */
import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import * as v from 'valibot';
import { problem, ProblemError, toProblem } from '../core/problems/problem.ts';
import {
  methodNames,
  methods,
  type Answer,
  type Handlers,
  type MethodName,
} from './contract/index.ts';
import { behindGate } from './floods.ts';
import { isSmall } from './input-size.ts';
import { channelOf } from './transport.ts';

/** A line at most: what a page passes may be huge, and only its first fault counts. */
const faultOf = ([fault]: readonly v.BaseIssue<unknown>[]): string => {
  if (fault === undefined) return '';
  const at = v.getDotPath(fault) ?? '';
  const expected = fault.expected ?? fault.message;
  return `${at.slice(0, 100)}: expected ${expected.slice(0, 100)}`;
};

/** Validates the input, then returns the handler's value or problem as plain data. */
export const answer = async (
  handlers: Handlers,
  name: MethodName,
  input: unknown,
  report: (bug: unknown) => void,
): Promise<Answer<unknown>> => {
  const refuse = (why: string): Answer<unknown> => ({
    ok: false,
    problem: problem('internal', { detail: `${name}: ${why}` }),
  });
  if (!isSmall(input)) return refuse('too large');
  const parsed = v.safeParse(methods[name].input, input, { abortEarly: true });
  if (!parsed.success) return refuse(faultOf(parsed.issues));
  try {
    const handler = handlers[name] as (input: unknown) => unknown;
    return { ok: true, value: await handler(parsed.output) };
  } catch (thrown) {
    if (!(thrown instanceof ProblemError)) report(new Error(`${name} failed`, { cause: thrown }));
    return { ok: false, problem: toProblem(thrown) };
  }
};

/**
 * Registers every method. Throws at any sender other than a Hearth page in a main frame: Electron's security
 * checklist, item 17.
 */
export const serve = (
  ipcMain: IpcMain,
  handlers: Handlers,
  isOwnPage: (url: string) => boolean,
  report: (bug: unknown) => void,
): void => {
  const gated = behindGate(handlers);
  for (const name of methodNames) {
    ipcMain.handle(channelOf(name), (event: IpcMainInvokeEvent, input: unknown) => {
      const frame = event.senderFrame;
      if (frame === null || frame !== event.sender.mainFrame || !isOwnPage(frame.url)) {
        throw new Error(`${name}: refused to a page that is not Hearth's`);
      }
      return answer(gated, name, input, report);
    });
  }
};
