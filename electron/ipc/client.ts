/** The contract as a typed client over any transport. No electron: the renderer and the tests use it. */
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

/** @throws ProblemError from every method whose answer is a problem. */
export const createClient = (transport: Transport): Client => {
  const call = async (name: string, input: unknown): Promise<unknown> => {
    const answer = (await transport.invoke(name, input)) as Answer<unknown>;
    if (!answer.ok) throw new ProblemError(answer.problem);
    return answer.value;
  };
  const on = (name: EventName, listener: (payload: never) => void) =>
    transport.subscribe(name, listener as (payload: unknown) => void);
  // The names are the contract's, which the types hold: no list of them is needed at run time.
  return new Proxy({} as Client, {
    get: (_, name) => {
      // A client may be awaited, or printed.
      if (typeof name === 'symbol' || name === 'then') return undefined;
      return name === 'on' ? on : (input: unknown) => call(name, input);
    },
  });
};
