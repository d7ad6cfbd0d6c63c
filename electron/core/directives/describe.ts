import type { ValueKind } from '../texts/directives/values.ts';

/** What a directive accepts. What it does is said in texts/directives/. */
export interface Accepted {
  kind: ValueKind;
  examples: readonly string[];
}

/** By key: the catalogue has the same keys, so that none of the two can miss one. */
export type Directives<Key extends string> = Readonly<Record<Key, Accepted>>;

export const takes = (kind: ValueKind, ...examples: string[]): Accepted => ({ kind, examples });
