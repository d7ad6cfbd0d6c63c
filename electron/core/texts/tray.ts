import { number, plural } from './counting.ts';
import { texts } from './texts.ts';

/** The tray icon’s tooltip and menu. */
export const trayTexts = texts({
  en: {
    running: (count: number) =>
      plural(count, {
        one: 'Hearth: 1 of your services running',
        other: `Hearth: ${number(count)} of your services running`,
      }),
    servicesFailed: (count: number) =>
      plural(count, {
        one: 'Hearth: 1 service failed',
        other: `Hearth: ${number(count)} services failed`,
      }),
    unitsFailed: (count: number) =>
      plural(count, {
        one: 'Hearth: 1 unit failed',
        other: `Hearth: ${number(count)} units failed`,
      }),
    unproven: (count: number) =>
      plural(count, {
        one: 'Hearth: 1 service runs without its proof',
        other: `Hearth: ${number(count)} services run without their proof`,
      }),
    /** `count` is one of the two before. */
    withCause: (of: { count: string; name: string; cause: string }) =>
      `${of.count} (${of.name}: ${of.cause})`,
    tooltipConnecting: 'Hearth: looking for your services…',
    tooltipLost: 'Hearth: no user manager',
    tooltipRefused: 'Hearth can’t work here',

    connecting: 'Looking for your services…',
    lost: 'No user manager',
    noServices: 'You have no services yet',
    more: (count: number) => `${number(count)} more…`,
    /** `mark` shows the state as a sign; `fact` is that of its row. */
    unit: (of: { mark: string; name: string; fact: string }) =>
      `${of.mark} ${of.name} (${of.fact})`,
    logs: 'Logs',
    open: 'Open',
    showPanel: 'Show panel',
    quit: 'Quit',

    /** Shown once, when the window is closed for the first time. */
    firstClose: {
      title: 'Hearth stays in the tray',
      body: 'It keeps an eye on your services there. To quit Hearth, right-click its icon and choose Quit: your services keep running.',
    },
  },
});
