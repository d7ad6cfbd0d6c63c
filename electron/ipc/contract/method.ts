/** Building blocks of the contract. */
import * as v from 'valibot';
import { isUnitName } from '../../core/names/unit-name.ts';

interface Method<Input extends v.GenericSchema, Output> {
  input: Input;
  /** Only carries the output type. */
  output: (value: Output) => Output;
}

/** `method<Answer>()(schemaOfItsInput)`. */
export const method =
  <Output>() =>
  <Input extends v.GenericSchema>(input: Input): Method<Input, Output> => ({
    input,
    output: (value) => value,
  });

/** Pushed by the main process; only carries the payload type. */
export const event =
  <Payload>(): ((payload: Payload) => Payload) =>
  (payload) =>
    payload;

export type InputOf<Of extends { input: v.GenericSchema }> = v.InferOutput<Of['input']>;
export type OutputOf<Of extends { output: (value: never) => unknown }> = ReturnType<Of['output']>;

/** A handler per method of a domain; a missing handler doesn't compile. */
export type HandlersOf<
  Part extends Record<string, { input: v.GenericSchema; output: (value: never) => unknown }>,
> = {
  [Name in keyof Part]: (
    input: InputOf<Part[Name]>,
  ) => OutputOf<Part[Name]> | Promise<OutputOf<Part[Name]>>;
};

export const nothing = v.undefined();
export const text = (max: number) => v.pipe(v.string(), v.maxLength(max));
/** Counts the items before it looks at any. */
export const list = <Item extends v.GenericSchema>(item: Item, max: number) =>
  v.pipe(
    v.unknown(),
    v.check(
      (value) => !Array.isArray(value) || value.length <= max,
      `at most ${String(max)} items`,
    ),
    v.array(item),
  );
export const unitName = v.pipe(text(255), v.check(isUnitName, 'a unit name'));
export const byName = v.strictObject({ unit: unitName });
