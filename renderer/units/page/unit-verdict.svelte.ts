/** The verdict on a unit, from its row, its details and what Hearth did to it. */
import type { CommandRecord } from '../../../electron/core/app/command-record.ts';
import type { AccountState } from '../../../electron/core/app/state.ts';
import {
  stopBehind,
  stopsAmong,
  type PersonStop,
} from '../../../electron/core/units/person-stops.ts';
import { isUp, type Unit, type UnitDetails } from '../../../electron/core/units/unit.ts';
import { verdictOf } from '../../../electron/core/verdict/verdict.ts';
import type { Verdict } from '../../../electron/core/verdict/verdict-facts.ts';
import type { PageClient } from '../../client.svelte.ts';
import { now } from '../../ui/clock.svelte.ts';

const most = 20;

/** The stops asked for in Hearth, with those from now on. */
const followStops = (hearth: PageClient['hearth'], name: string) => {
  let stops = $state.raw<readonly PersonStop[]>([]);
  $effect(() => {
    const take = (records: readonly CommandRecord[]): void => {
      const more = stopsAmong(name, records);
      if (more.length > 0) stops = [...stops, ...more].slice(-most);
    };
    const stop = hearth.on('command', (record) => {
      if (record.unit === name) take([record]);
    });
    // Without them, the verdict does not say who stopped it.
    hearth.commands({ unit: name }).then(take, () => undefined);
    return stop;
  });
  return (): readonly PersonStop[] => stops;
};

/** The units that wait to start this one. */
const startersOf = (details: UnitDetails | null, units: AccountState['units']): string[] =>
  (details?.triggeredBy ?? []).filter((name) => {
    const unit = units[name];
    return unit !== undefined && isUp(unit);
  });

interface Judged {
  /** undefined until it is known. */
  unit: Unit | undefined;
  details: UnitDetails | null;
  account: Pick<AccountState, 'actions' | 'incidents' | 'proofs' | 'units'>;
}

export const createVerdict = (hearth: PageClient['hearth'], name: string, of: () => Judged) => {
  const { unit, details, account } = $derived(of());
  const crashing = $derived(unit?.crashing === true);
  /** The last look at a service whose run had ended badly: a crashing one looks well during each try. */
  let lastFailure = $state.raw<UnitDetails | null>(null);
  $effect(() => {
    if (details?.kind === 'service' && details.result !== 'success') lastFailure = details;
  });
  const ended = $derived(crashing ? (lastFailure ?? details) : details);
  const stops = followStops(hearth, name);
  const stoppedByYou = $derived(
    details?.stateSince != null && stopBehind(stops(), details.stateSince) !== null,
  );
  const verdict = $derived<Verdict | null>(
    unit === undefined
      ? null
      : verdictOf({
          unit,
          details,
          ended,
          underWay: account.actions[name]?.action ?? null,
          proof: account.proofs[name] ?? null,
          incident: account.incidents[name] ?? null,
          startedBy: startersOf(details, account.units),
          stoppedByYou,
          now: now(),
        }),
  );
  return {
    /** The details, or while the unit keeps crashing those of its last failure. */
    get ended() {
      return ended;
    },
    /** null until the unit is known. */
    get verdict() {
      return verdict;
    },
  };
};
