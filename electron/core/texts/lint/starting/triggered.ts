import { texts } from '../../texts.ts';

/** What timers, sockets, and paths start. */
export const lintStartingTriggeredTexts = texts({
  en: {
    missing: (found: { trigger: string; unit: string }) => ({
      what: `There is no ${found.unit} to start.`,
      why: `systemd refuses to start ${found.trigger} without it. Create that unit, or name another one here.`,
    }),
    gone: (found: { trigger: string; unit: string }) => ({
      what: `There is no ${found.unit} to start.`,
      why: `When ${found.trigger} fires, it fails. Create ${found.unit}, or name another unit with Unit=.`,
    }),
    masked: (found: { trigger: string; unit: string }) => ({
      what: `${found.unit} is masked, so nothing can start it.`,
      why: `When ${found.trigger} fires, it fails. Unmask ${found.unit}.`,
    }),
    missingByName: (found: { trigger: string; unit: string; key: string }) => ({
      what: `There is no ${found.unit} to start.`,
      why: `Without ${found.key}=, a unit starts the service of its own name, and systemd refuses to start ${found.trigger} without it. Create that service, or name another one with ${found.key}=.`,
    }),
    missingTemplate: (found: { unit: string }) => ({
      what: `There is no ${found.unit} to start.`,
      why: 'With Accept=yes, each connection gets an instance of this template. Without it, every connection fails.',
    }),
    ofSystem: (found: { unit: string }) => ({
      what: `The user manager has no ${found.unit} to start.`,
      why: 'It belongs to the system manager, which user units can’t reach.',
    }),
    noSuffix: (name: string) => ({
      what: `“${name}” isn’t a unit name.`,
      why: 'In a unit file, a name ends with its type, such as “.service”. systemd ignores this line.',
    }),
    itself: {
      what: 'A unit can’t start itself.',
      why: 'systemd ignores this line.',
    },
    notService: (found: { name: string }) => ({
      what: `A socket can only start a service, not ${found.name}.`,
      why: 'systemd ignores this line.',
    }),
    'starts-at-once': (found: { key: string; type: string; unit: string }) => ({
      what: `${found.key}= starts ${found.unit} together with this ${found.type}.`,
      why: `So it runs as soon as the ${found.type} is started, at each login for example, and not only when the ${found.type} triggers it. A ${found.type} needs no dependency on what it starts.`,
    }),
    'wanted-by-own': (found: { unit: string; type: string; usual: string }) => ({
      what: `This ${found.type} starts only after ${found.unit} has been started by something else.`,
      why: `Enabling it makes it part of ${found.unit}, which it is meant to start. Use ${found.usual}, so that it starts at login.`,
    }),
    'stays-active': (trigger: string) => ({
      what: `With RemainAfterExit=yes, ${trigger} starts this service only once.`,
      why: 'The service stays active after its work, and starting an active service does nothing.',
    }),
    'starts-at-login-too': (found: { trigger: string; target: string }) => ({
      what: `This service is enabled itself, so it also runs when ${found.target} starts, not only when ${found.trigger} fires.`,
      why: 'For the timer alone to start it, disable the service and enable the timer.',
    }),
  },
});
