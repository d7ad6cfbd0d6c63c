/** The contract as a typed client over any transport. No electron: the renderer and the tests use it. */
import { ProblemError } from '../core/problems/problem.ts';
import type { Answer, Events, Input, Output } from './contract/index.ts';
import { methodNames, type EventName, type MethodName, type Transport } from './contract/names.ts';

type Call<Name extends MethodName> =
  undefined extends Input<Name>
    ? () => Promise<Output<Name>>
    : (input: Input<Name>) => Promise<Output<Name>>;

export type Client = { [Name in MethodName]: Call<Name> } & {
  on<Name extends EventName>(name: Name, listener: (payload: Events[Name]) => void): () => void;
};

/** @throws ProblemError from every method whose answer is a problem. */
export const createClient = (transport: Transport): Client => {
  const call = async (name: MethodName, input: unknown): Promise<unknown> => {
    const answer = (await transport.invoke(name, input)) as Answer<unknown>;
    if (!answer.ok) throw new ProblemError(answer.problem);
    return answer.value;
  };
  const calls = Object.fromEntries(
    methodNames.map((name) => [name, (input: unknown) => call(name, input)]),
  );
  return {
    ...calls,
    on: (name: EventName, listener: (payload: never) => void) =>
      transport.subscribe(name, listener as (payload: unknown) => void),
  } as unknown as Client; // the names come from the contract, so the types do too
};
