import { code } from './marks.ts';
import { number, plural } from './counting.ts';
import { texts } from './texts.ts';

/** Lingering: the settings section and the question before it is turned on. */
export const lingerTexts = texts({
  en: {
    title: 'Lingering',
    keepRunning: 'Keep running after logout',
    waitingForPassword: 'Waiting for the password prompt…',
    explanation: `systemd normally stops your services when your last session ends. With lingering, your user manager starts at boot and keeps running after logout. Services you’ve enabled run even when nobody is logged in, unless they wait for ${code('graphical-session.target')}.`,
    notKnown: 'Not known yet',
    setting: 'Linger',
    on: 'your services keep running after logout',
    off: 'your services stop at logout',
    state: 'State',
    /** By logind’s own word, State= of `loginctl show-user`. */
    states: {
      active: 'you’re logged in',
      online: 'you’re logged in, in the background',
      lingering: 'nobody is logged in, but your user manager is running',
      closing: 'you’ve logged out, but some of your processes are still running',
      offline: 'you’re not logged in',
    },
    unknownToLogind: 'logind doesn’t know you: you have no session and lingering is off',

    confirmTitle: 'Start these with nobody logged in?',
    nothingStarts: `Nothing you’ve enabled starts without a desktop session yet. Services you enable later will start at boot, unless they wait for ${code('graphical-session.target')}.`,
    starts: (count: number) =>
      plural(count, {
        one: `With lingering, systemd starts this unit at boot. Anything that waits for ${code('graphical-session.target')} still waits for your desktop. Check whether it uses a lot of resources or needs you to be logged in:`,
        other: `With lingering, systemd starts these ${number(count)} units at boot. Anything that waits for ${code('graphical-session.target')} still waits for your desktop. Check for services that use a lot of resources or need you to be logged in:`,
      }),
    own: (count: number) => `Yours (${number(count)})`,
    installed: (count: number) => `Distribution (${number(count)})`,
    wantedBy: (unit: string) => `wanted by ${unit}`,
    turnOn: 'Turn on lingering',
  },
});
