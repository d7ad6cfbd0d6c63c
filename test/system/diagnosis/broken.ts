/** What a broken service is: how it’s made, how it’s run, and what Hearth must say about it. */
import type { CauseName } from '../../../electron/core/diagnosis/causes.ts';
import type { Place } from './making.ts';

/** Properties of a unit, as `systemctl show` prints them. */
export type Shown = Readonly<Record<string, string>>;

export interface Broken {
  /** Unique; its units are named after it. */
  name: string;
  /** What is wrong with it. */
  what: string;
  /** Writes its units, scripts and folders. */
  make(at: Place): Promise<unknown>;
  /** The unit to ask about, if not NAME.service. */
  diagnose?: (at: Place) => string;
  /** Breaks it; by default it’s started. Nothing at all for `false`. */
  run?: ((at: Place) => Promise<unknown>) | false;
  /** Whether it’s as broken as it gets; by default once it has failed or ended and has no job. */
  isBroken?: (shown: Shown) => boolean;
  /** Whether a remedy mended it; by default if it’s up. */
  isMended?: (shown: Shown) => boolean;
  /** Files that it writes once it works; undoing leaves them, and the folders that they are in. */
  writes?: readonly string[];
  /** Each is right as the first cause. Empty: Hearth must not name any. */
  causes: readonly CauseName[];
  /** All of them must be named. */
  needs?: readonly CauseName[];
  /** Right too, but not enough. */
  also?: readonly CauseName[];
  /** Each must be in the evidence of a right cause. */
  evidence?: readonly RegExp[];
  /** Each must be somewhere in a right cause: its evidence, its sentence, or its remedies. */
  mentions?: readonly RegExp[];
  /** Hearth’s list may lack it, so it may also answer that there is no such unit; false by default. */
  mayBeUnlisted?: boolean;
  /** Whether this computer can break it so; true by default. */
  isPossible?: boolean;
  /** Systemd takes a second or more to give up on it. */
  isSlow?: boolean;
}

export const isUp = (shown: Shown): boolean => shown['ActiveState'] === 'active';
/** It has failed or ended, and systemd won’t start it again. */
export const isOver = (shown: Shown): boolean =>
  /^(?:failed|inactive)$/.test(shown['ActiveState'] ?? '') &&
  // Since 254 it’s `failed-before-auto-restart` for a moment.
  !(shown['SubState'] ?? '').includes('restart') &&
  /^0?$/.test(shown['Job'] ?? '');
export const hasRestarted =
  (times: number) =>
  (shown: Shown): boolean =>
    Number(shown['NRestarts']) >= times;
export const isStoppedWell = (shown: Shown): boolean =>
  isOver(shown) && shown['Result'] === 'success';
export const endedWell = (shown: Shown): boolean => isUp(shown) || isStoppedWell(shown);
export const isEnabledNow = (shown: Shown): boolean => shown['UnitFileState'] === 'enabled';
