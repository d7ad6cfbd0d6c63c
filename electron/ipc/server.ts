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
import { channelOf } from './transport.ts';

/** Validates the input, then returns the handler's value or problem as plain data. */
export const answer = async (
  handlers: Handlers,
  name: MethodName,
  input: unknown,
  report: (bug: unknown) => void,
): Promise<Answer<unknown>> => {
  const parsed = v.safeParse(methods[name].input, input);
  if (!parsed.success) {
    const detail = `${name}: ${v.summarize(parsed.issues)}`;
    return { ok: false, problem: problem('internal', { detail }) };
  }
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
  for (const name of methodNames) {
    ipcMain.handle(channelOf(name), (event: IpcMainInvokeEvent, input: unknown) => {
      const frame = event.senderFrame;
      if (frame === null || frame !== event.sender.mainFrame || !isOwnPage(frame.url)) {
        throw new Error(`${name}: refused to a page that is not Hearth's`);
      }
      return answer(handlers, name, input, report);
    });
  }
};
