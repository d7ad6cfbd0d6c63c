import { code } from '../marks.ts';
import { texts } from '../texts.ts';

/** Why a unit isn’t running though it didn’t fail. */
export const diagnosisIdleTexts = texts({
  en: {
    stoppedByYou: (when: string) => `You stopped it at ${when}.`,
    stopped: (when: string) => `It was stopped at ${when}.`,
    waits: (unit: string) => `It starts when ${code(unit)} starts it.`,
    triggerOff: (unit: string) => `${code(unit)}, which starts it, isn’t active.`,
    targetMissing: (target: string) =>
      `It never starts by itself: it would start with ${code(target)}, which your user manager doesn’t have.`,
    targetNotReached: (target: string) =>
      `It hasn’t started: it starts with ${code(target)}, which isn’t active in this session.`,
    disabled: 'It never starts by itself: it isn’t enabled.',
    noInstall:
      'It never starts by itself: it has no [Install] section, and no other unit starts it.',
    enabledLater: (target: string) =>
      `It’s enabled, but hasn’t been started yet: it starts with ${code(target)} at the next login.`,
    short: {
      stoppedByYou: 'stopped by you',
      stopped: 'stopped',
      waits: (unit: string) => `waiting for ${unit}`,
      triggerOff: (unit: string) => `${unit} not active`,
      targetMissing: (target: string) => `no ${target} here`,
      targetNotReached: (target: string) => `${target} not active`,
      disabled: 'not enabled',
      noInstall: 'no [Install] section',
      enabledLater: 'not started yet',
    },
  },
});
