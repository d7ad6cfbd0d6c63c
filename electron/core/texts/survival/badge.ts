import { allOf, number, plural } from '../counting.ts';
import { code } from '../marks.ts';
import { texts } from '../texts.ts';

interface Started {
  by: string;
  lingering: boolean;
}

const allNames = (names: readonly string[]): string => allOf(names.map(code));

/** What becomes of a unit at logout and after a reboot: the badge, why, and what changes it. */
export const survivalBadgeTexts = texts({
  en: {
    badges: {
      'until-logout': 'Until you log out',
      'each-login': 'At each login',
      'from-boot': 'From boot on',
      'never-by-itself': 'Never by itself',
    },
    /** Names the button, for screen readers. */
    label: (badge: string) => `${badge}: when it runs, and why`,
    /** What the manager starts, by the occasion. */
    started: {
      together: ({ by, lingering }: Started) =>
        lingering
          ? `It starts with ${code(by)} at boot and keeps running after logout, because lingering is on.`
          : `It starts with ${code(by)} when you log in, and stops after your last session ends.`,
      timer: ({ by, lingering }: Started) =>
        lingering
          ? `${code(by)} starts it on schedule from boot on, because lingering is on.`
          : `${code(by)} starts it on schedule, but only while you’re logged in.`,
      socket: ({ by, lingering }: Started) =>
        lingering
          ? `${code(by)} starts it when a program connects, from boot on, because lingering is on.`
          : `${code(by)} starts it when a program connects, but only while you’re logged in.`,
      path: ({ by, lingering }: Started) =>
        lingering
          ? `${code(by)} starts it when a file changes, from boot on, because lingering is on.`
          : `${code(by)} starts it when a file changes, but only while you’re logged in.`,
      ending: ({ by, lingering }: Started) =>
        lingering
          ? `${code(by)} starts it when it ends or fails, from boot on, because lingering is on.`
          : `${code(by)} starts it when it ends or fails, but only while you’re logged in.`,
    },
    first: (lingering: boolean) =>
      lingering
        ? 'It’s the first unit your user manager starts: at boot, because lingering is on.'
        : 'It’s the first unit your user manager starts when you log in.',
    session: (target: string) =>
      `It belongs to your desktop session: it starts when your session reaches ${code(target)}.`,
    noDesktop: (target: string) =>
      `It waits for ${code(target)}, which isn’t active in this session. Only a desktop starts that target, and not every desktop does; a console or ssh login never does.`,
    notReached: (by: readonly string[]) =>
      `It’s enabled for ${allNames(by)} only, and nothing starts that by itself.`,
    missing: (by: readonly string[]) =>
      `It’s enabled for ${allNames(by)} only, which your user manager doesn’t have.`,
    triggerOff: (trigger: string) => `${code(trigger)} would start it, but nothing starts that.`,
    never: {
      runtime:
        'Its file, or the link that enables it, is temporary. It’s gone after logout or reboot.',
      masked: 'It’s masked, so nothing can start it.',
      unlinked: 'A link to /dev/null keeps it from being started where your system would start it.',
      refused: 'systemd refuses its file, so nothing can start it.',
      transient: 'A program started it. It exists only in memory, and is gone once it stops.',
      generated: 'It’s generated from another file, and nothing starts it by itself.',
      disabled: 'It isn’t enabled, so nothing starts it by itself.',
      static: 'Nothing starts it by itself: its file has no [Install] section to enable it with.',
    },
    /** Two sentences, the one about now first. */
    both: (of: { now: string; start: string }) => `${of.now} ${of.start}`,
    runningUntilLogout: 'It’s running now, and stops after your last session ends.',
    runningOn: 'It’s running now, and keeps running after logout until the computer shuts down.',

    remarks: {
      stopDelay: (seconds: number) =>
        plural(seconds, {
          one: 'That is 1 second after you log out.',
          other: `That is ${number(seconds)} seconds after you log out.`,
        }),
      untilShutdown:
        'This computer keeps your user manager running until it shuts down (UserStopDelaySec=infinity).',
      leftovers:
        'A program left behind by a session, such as tmux, keeps that session open and your services running (KillUserProcesses=no).',
      endsWithDesktop: 'It stops when your desktop session ends, even with lingering.',
      outlivesDesktop:
        'Nothing stops it at logout, so it keeps running without a display until it fails.',
      untilBoot: 'It’s enabled only until the next reboot.',
      onBus: (name: string) => `A program that asks D-Bus for ${code(name)} also starts it.`,
    },

    startedBy: 'Started by',
    switches: {
      enable: (unit: string) => `Enable ${unit}`,
      disable: (unit: string) => `Disable ${unit}`,
      unmask: (unit: string) => `Unmask ${unit}`,
      startWith: (target: string) => `Start it with ${target}`,
      lingerOn: 'Turn on lingering…',
      lingerOff: 'Turn off lingering…',
    },
    /** Beside a switch: what the badge would say then. */
    then: (badge: string) => `Then: ${badge}`,
  },
});
