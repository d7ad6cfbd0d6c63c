/** What rows of the list, the panel and the tray’s menu say about a unit, from the account’s state. */
import type { Unit } from '../units/unit.ts';
import { needsAttention } from '../verdict/attention.ts';
import { rowFact, type RowFact } from '../verdict/row-fact.ts';
import type { AccountState } from './state.ts';

/**
 * @param now milliseconds since the epoch; null for the tray’s menu, which closes when it changes.
 * @param nextAt when a timer next starts its unit, likewise; null for none, and for what is no timer.
 */
export const unitFact = (
  account: Pick<AccountState, 'actions' | 'incidents' | 'proofs'>,
  unit: Unit,
  now: number | null,
  nextAt: number | null = null,
): RowFact =>
  rowFact({
    unit,
    underWay: account.actions[unit.name]?.action ?? null,
    proof: account.proofs[unit.name] ?? null,
    incident: account.incidents[unit.name] ?? null,
    nextAt,
    now,
  });

/** Whether it needs a person. */
export const needsAttentionIn = (
  account: Pick<AccountState, 'incidents' | 'proofs'>,
  unit: Unit,
): boolean =>
  needsAttention(unit, account.proofs[unit.name], account.incidents[unit.name] !== undefined);
