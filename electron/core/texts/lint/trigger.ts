import { anyOf } from '../counting.ts';
import { texts } from '../texts.ts';

/** Timers, sockets and paths. */
export const lintTriggerTexts = texts({
  en: {
    'no-trigger': (unit: { type: string; settings: readonly string[] }) => ({
      what: `Nothing triggers this ${unit.type} unit.`,
      why: `Add ${anyOf(unit.settings)}, for example. Without a trigger, systemd refuses the unit.`,
    }),
  },
});
