import { number, plural } from '../counting.ts';
import { code } from '../marks.ts';
import { texts } from '../texts.ts';

interface Home {
  point: string;
  type: string;
}

/** The review before lingering is turned on, and before it is turned off. */
export const survivalReviewTexts = texts({
  en: {
    title: 'Start these with nobody logged in?',
    reading: 'Reading what would start',
    nothingStarts: `Nothing you’ve enabled starts without a desktop session yet. Services you enable later will start at boot, unless they wait for ${code('graphical-session.target')}.`,
    starts: (count: number) =>
      plural(count, {
        one: 'With lingering, systemd starts this unit at boot and keeps it running after logout. Leave it out if it needs you to be there.',
        other: `With lingering, systemd starts these ${number(count)} units at boot and keeps them running after logout. Leave out what needs you to be there.`,
      }),
    home: {
      encrypted: ({ point, type }: Home) =>
        `Your home folder (${point}, ${type}) is unlocked when you log in. At boot, systemd can’t see your own services: they start at your first login, and only then keep running after logout.`,
      network: ({ point, type }: Home) =>
        `Your home folder (${point}, ${type}) comes over the network. If it isn’t mounted yet at boot, systemd can’t see your own services.`,
    },
    look: (count: number) => `Look at these first (${number(count)})`,
    own: (count: number) => `Yours (${number(count)})`,
    system: (count: number) => `From your system (${number(count)})`,
    waiting: (count: number) => `Still wait for your desktop (${number(count)})`,

    when: {
      boot: 'at boot',
      timer: 'on schedule',
      socket: 'on connection',
      path: 'when a file changes',
    },
    startsUnit: (unit: string) => `starts ${unit}`,
    heavy: 'Heavy',
    memoryNow: (memory: string) => `${memory} of memory now`,
    cpuNow: (share: string) => `${share} of a core on average`,
    lastCpu: (time: string) => `${time} of CPU time in its last run`,
    lastMemory: (memory: string) => `${memory} of memory at most in its last run`,
    noFigures: 'No figures yet',
    needs: {
      display: (evidence: string) => `Needs a display: ${code(evidence)}`,
      'ssh-agent': (evidence: string) => `May need your ssh agent: ${code(evidence)}`,
      'gpg-agent': (evidence: string) => `May need your gpg agent: ${code(evidence)}`,
      keyring: (evidence: string) => `Needs your keyring to be unlocked: ${code(evidence)}`,
      mount: (of: { path: string; point: string; type: string }) =>
        `Uses ${code(of.path)}, and ${code(of.point)} (${of.type}) may not be mounted`,
    },

    /** How to leave a unit out. */
    ways: { disable: 'Disable', mask: 'Mask', desktop: 'Only with desktop' },
    /** The same for screen readers. */
    wayOf: {
      disable: (unit: string) => `Disable ${unit}`,
      mask: (unit: string) => `Mask ${unit}`,
      desktop: (unit: string) => `Only with desktop: ${unit}`,
    },
    hints: {
      disable: 'Nothing starts it by itself any more.',
      mask: 'Your system enables it for all users, so masking is the only way to keep it off.',
      desktop: 'A drop-in makes it start and stop with your desktop session.',
    },
    done: {
      disable: 'Disabled',
      mask: 'Masked',
      desktop: 'Waits for your desktop',
    },
    undoOf: (unit: string) => `Undo for ${unit}`,
    fixed: 'Its unit file is yours, but another folder enables it; change it there',

    readingStops: 'Reading what would stop',
    stopTitle: 'Turn off lingering?',
    stops: (of: { count: number; seconds: number }) =>
      plural(of.count, {
        one: `This unit is running now. It will stop ${number(of.seconds)} s after your last session ends.`,
        other: `These ${number(of.count)} units are running now. They will stop ${number(of.seconds)} s after your last session ends.`,
      }),
    stopsNever:
      'This computer keeps your user manager running until it shuts down, so logging out stops nothing.',
    stopsNothing: 'None of your services is running now, so the next logout stops nothing.',
    again: (count: number) => `Start again at your next login (${number(count)})`,
    notAgain: (count: number) => `Don’t start again by themselves (${number(count)})`,
    turnOff: 'Turn off lingering',
  },
});
