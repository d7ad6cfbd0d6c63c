import { code } from '../marks.ts';
import { texts } from '../texts.ts';

/** What a program was refused, by its own last line. */
export const diagnosisResourcesTexts = texts({
  en: {
    permission: 'It ended because it was denied permission.',
    permissionFor: (path: string) => `It may not access ${code(path)}.`,
    quota: 'Your disk quota is used up.',
    diskFull: 'The disk is full.',
    diskFullAt: (point: string) => `The disk at ${code(point)} is full.`,
    readOnly: 'It tried to write to a read-only file system.',
    readOnlyFor: (path: string) =>
      `It can’t write to ${code(path)}: it’s read-only for the service.`,
    tooManyFiles: 'It had more files open than it may.',
    fileMissing: (path: string) => `It needs ${code(path)}, which doesn’t exist.`,
    unreachable: 'The network wasn’t reachable when it ran.',
    unresolved: 'A name of the network couldn’t be resolved (DNS).',
    unresolvedName: (host: string) => `The name ${code(host)} couldn’t be resolved (DNS).`,
    short: {
      permission: 'permission denied',
      diskFull: 'disk full',
      readOnly: 'read-only file system',
      tooManyFiles: 'too many open files',
      fileMissing: 'file missing',
      unreachable: 'network unreachable',
      unresolved: 'DNS failed',
    },
  },
});
