/** A typed client for the contract over any transport. Free of Electron, for the renderer and tests. */
import { ProblemError } from '../core/problems/problem.ts';
import type { Answer, EventName, Events, Input, MethodName, Output } from './contract/index.ts';
import type { Transport } from './transport.ts';

type Call<Name extends MethodName> =
  undefined extends Input<Name>
    ? () => Promise<Output<Name>>
    : (input: Input<Name>) => Promise<Output<Name>>;

export type Client = { [Name in MethodName]: Call<Name> } & {
  on<Name extends EventName>(name: Name, listener: (payload: Events[Name]) => void): () => void;
};

/** Its methods throw ProblemError if the answer is a problem. */
export const createClient = (transport: Transport): Client => {
  const call = async (name: string, input: unknown): Promise<unknown> => {
    const answer = (await transport.invoke(name, input)) as Answer<unknown>;
    if (!answer.ok) throw new ProblemError(answer.problem);
    return answer.value;
  };
  const on = (name: EventName, listener: (payload: never) => void) =>
    transport.subscribe(name, listener as (payload: unknown) => void);
  // The types ensure valid names, so no list is needed at run time.
  return new Proxy({} as Client, {
    get: (_, name) => {
      // The client may be awaited or printed.
      if (typeof name === 'symbol' || name === 'then') return undefined;
      return name === 'on' ? on : (input: unknown) => call(name, input);
    },
  });
};
