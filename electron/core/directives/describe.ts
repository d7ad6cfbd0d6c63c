import type { ValueKind } from '../texts/directives/values.ts';

/** What a directive accepts. texts/directives/ says what it does. */
export interface Accepted {
  kind: ValueKind;
  examples: readonly string[];
}

/** By key: the catalogue has the same keys, so neither can miss any. */
export type Directives<Key extends string> = Readonly<Record<Key, Accepted>>;

export const takes = (kind: ValueKind, ...examples: string[]): Accepted => ({ kind, examples });
