import { code } from './marks.ts';
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

    turnOn: 'Turn on lingering',
  },
});
