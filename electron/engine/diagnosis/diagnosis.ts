/**
 * Why units failed, or aren’t running. Nothing is read before somebody asks, whoever asks at the same time gets the same
 * answer, and of many units at once a few are looked at: the one asked for last first, as that is on the screen.
 */
import type { AccountStore } from '../../core/app/store.ts';
import type { Diagnosis } from '../../core/diagnosis/cause.ts';
import { diagnose } from '../../core/diagnosis/diagnose.ts';
import { createFew } from '../../host/async/few.ts';
import type { Emit } from '../../ipc/contract/index.ts';
import type { Gathered, Gathering } from './symptoms.ts';

/** Each runs a journalctl. */
const atOnceMax = 3;
/** An answer about the same state holds this long. */
const keptMs = 300;
/** By then the journal has what the program said last, and the login shell has answered. */
const laterMs = 400;

interface Deps {
  store: Pick<AccountStore, 'state'>;
  gather: Gathering;
  emit: Emit;
}

/** What one look found, and what follows from it. */
interface Found extends Gathered {
  diagnosis: Diagnosis;
}

interface Known {
  /** What the list showed of the unit when it was looked at. */
  state: string;
  found: Promise<Found>;
}

export const createDiagnosis = ({ store, gather, emit }: Deps) => {
  const few = createFew(atOnceMax, 'newest');
  const known = new Map<string, Known>();
  const timers = new Set<NodeJS.Timeout>();

  const realName = (unit: string): string => store.state().units[unit]?.aliasOf ?? unit;
  const stateOf = (unit: string): string => {
    const row = store.state().units[unit];
    if (row === undefined) return '';
    const { activeState, subState, loadState, changedAt, unitFileState } = row;
    return [activeState, subState, loadState, changedAt, unitFileState].join(' ');
  };

  const after = (ms: number, work: () => void): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      work();
    }, ms);
    timers.add(timer.unref());
  };

  const forget = (unit: string, one: Known): void => {
    if (known.get(unit) === one) known.delete(unit);
  };

  /** Looks at a unit, unless somebody just did and its state is the same. */
  const look = (unit: string): Known => {
    const state = stateOf(unit);
    const same = known.get(unit);
    if (same?.state === state) return same;
    const find = async (): Promise<Found> => {
      const gathered = await gather(unit);
      return { ...gathered, diagnosis: diagnose(gathered.symptoms) };
    };
    const one: Known = { state, found: few(find) };
    known.set(unit, one);
    one.found.then(
      () => {
        after(keptMs, () => {
          forget(unit, one);
        });
      },
      () => {
        // Whoever waits for it gets the error; the next one asks again.
        forget(unit, one);
      },
    );
    return one;
  };

  /** Sends the diagnosis again if it has changed meanwhile. */
  const sendLater = (unit: string, before: Diagnosis): void => {
    after(laterMs, () => {
      known.delete(unit);
      look(unit).found.then(
        ({ diagnosis }) => {
          if (JSON.stringify(diagnosis) !== JSON.stringify(before))
            emit('diagnosis', { unit, diagnosis });
        },
        () => {
          // It was deleted, or the manager is gone: whoever asks next is told.
        },
      );
    });
  };

  /**
   * A better diagnosis may follow as an event `diagnosis`.
   * @throws no-such-unit, no-user-manager, manager-lost, manager-silent, mount-silent, file-too-large.
   */
  const found = async (asked: string): Promise<Found> => {
    const unit = realName(asked);
    const isFirst = !known.has(unit);
    const one = await look(unit).found;
    if (one.isLate && isFirst) sendLater(unit, one.diagnosis);
    return one;
  };

  return {
    found,
    /** @throws as `found`. */
    of: async (unit: string): Promise<Diagnosis> => (await found(unit)).diagnosis,
    /** As it is now, whatever was found a moment ago. @throws as `found`. */
    afresh: async (asked: string): Promise<Found> => {
      const unit = realName(asked);
      known.delete(unit);
      return look(unit).found;
    },
    /** For after a change, which may mend units whose own state stays the same. */
    forgetAll: (): void => {
      known.clear();
    },
    close: (): void => {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
      known.clear();
    },
  };
};

export type DiagnosisService = ReturnType<typeof createDiagnosis>;
