import { number, plural } from './counting.ts';
import { texts } from './texts.ts';

/** Desktop notifications, and their settings. */
export const noticesTexts = texts({
  en: {
    /** Titles: each is understood alone. */
    failed: (name: string) => `${name} failed`,
    crashed: (name: string) => `${name} crashed and was restarted`,
    keepsCrashing: (name: string) => `${name} keeps crashing`,
    refused: (name: string) => `systemd refuses ${name}`,
    proofLost: (name: string) => `${name} no longer shows that it works`,
    servicesFailed: (count: number) =>
      plural(count, { one: '1 service failed', other: `${number(count)} services failed` }),
    unitsFailed: (count: number) =>
      plural(count, { one: '1 unit failed', other: `${number(count)} units failed` }),
    needAttention: (count: number) =>
      plural(count, {
        one: '1 service needs attention',
        other: `${number(count)} services need attention`,
      }),
    failedMeanwhile: (name: string) => `${name} failed while Hearth wasn’t running`,
    servicesFailedMeanwhile: (count: number) =>
      plural(count, {
        one: '1 service failed while Hearth wasn’t running',
        other: `${number(count)} services failed while Hearth wasn’t running`,
      }),
    unitsFailedMeanwhile: (count: number) =>
      plural(count, {
        one: '1 unit failed while Hearth wasn’t running',
        other: `${number(count)} units failed while Hearth wasn’t running`,
      }),
    worksAgain: (name: string) => `${name} works again`,
    severalWorkAgain: (count: number) =>
      plural(count, {
        one: '1 service works again',
        other: `${number(count)} services work again`,
      }),

    /** A line about one of several units. */
    unitLine: (of: { name: string; what: string }) => `${of.name}: ${of.what}`,
    worksAgainShort: 'works again',
    worksAgainNow: 'It works again.',
    more: (count: number) => `and ${number(count)} more`,

    actions: { default: 'Show', show: 'Show', restart: 'Restart', mute: 'Mute' },

    settings: 'Notifications',
    explained:
      'Hearth notifies you about your own and pinned services, except about what you look at or did yourself. Failures also stay in the tray and in this window until you have seen them.',
    kinds: {
      failed: 'When a service fails, or systemd refuses it',
      crashing: 'When a service crashes and is restarted',
      'proof-lost': 'When a service no longer shows that it works',
      recovered: 'When a service works again',
    },
    system: 'Include services of the system',
    systemExplained:
      'Failures of services that aren’t yours then notify you, too, and turn the tray icon red.',
    quiet: 'Quiet hours',
    quietExplained: 'What happens meanwhile is shown when they end.',
    from: 'From',
    to: 'To',
    muted: 'Muted services',
    unmuteUnit: (name: string) => `Unmute ${name}`,
    unmute: 'Unmute',
  },
});
