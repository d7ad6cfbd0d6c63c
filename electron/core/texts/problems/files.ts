import { localTime } from '../../text/local-time.ts';
import { texts } from '../texts.ts';

const mebibytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MiB`;

interface Silence {
  point: string;
  type: string;
  source: string;
  since: number;
}

/** Who was asked and when. */
const silence = ({ type, source, since }: Silence): string =>
  `${source} (${type}) was asked at ${localTime(since, ' ')} and hasn’t answered since.`;

/** Files that can’t be read, edited or restored, by the code of the problem. */
export const problemsFilesTexts = texts({
  en: {
    kinds: {
      folder: 'a folder',
      fifo: 'a named pipe (FIFO)',
      socket: 'a socket',
      device: 'a device',
    },
    'file-special': ({ path, kind }: { path: string; kind: string }) => ({
      what: `${path} is ${kind}, not a file.`,
      why: 'Unit files and scripts are ordinary text files. Hearth didn’t open this.',
      next: 'Move it away, or put a file in its place.',
    }),
    'file-unreadable': ({ path }: { path: string }) => ({
      what: `You aren’t allowed to read ${path}.`,
      why: 'Its permissions, or those of a folder on the way, keep you out. Your user manager can’t read it either.',
      next: 'Check the permissions on the way, make the file readable, then try again.',
    }),
    'file-too-large': ({
      path,
      sizeBytes,
      maxBytes,
    }: {
      path: string;
      sizeBytes: number;
      maxBytes: number;
    }) => ({
      what: `${path} is too large to edit.`,
      why: `It has ${mebibytes(sizeBytes)}. Hearth reads and edits up to ${mebibytes(maxBytes)}.`,
      next: 'Something else may have been written there. Look at how it starts.',
    }),
    'link-loop': ({ path }: { path: string }) => ({
      what: `The links at ${path} lead in a circle.`,
      why: 'They never reach a file, so systemd can’t read it either.',
      next: 'Remove one of the links.',
    }),
    'mount-silent': ({ path, mount }: { path: string; mount: Silence }) => ({
      what: `${path} can’t be read: the file system at ${mount.point} doesn’t answer.`,
      why: `${silence(mount)} Hearth leaves it alone, because every program that reads from there hangs, systemd too.`,
      next: 'Bring its server or program back, or unmount it with “umount -l”. Hearth reads the file as soon as it can.',
    }),
    'reload-would-hang': ({ path, mount }: { path: string; mount: Silence }) => ({
      what: `systemd would hang now: the file system at ${mount.point} doesn’t answer.`,
      why: `${silence(mount)} ${path} leads there. systemd reads it with every reload, and while it waits, it answers nobody. Running services go on.`,
      next: 'Bring the server or program back, unmount it with “umount -l”, or remove what leads there. Then try again.',
    }),
    'file-not-editable': ({ path, why }: { path: string; why: string }) => ({
      what: `${path} can’t be edited here.`,
      why,
      next: 'Remove the mask with this command, then try again.',
    }),
    'script-elsewhere': ({ path, to }: { path: string; to: string }) => ({
      what: `${path} is a link, so it can’t be edited here.`,
      why: `It leads to ${to}. Hearth edits scripts only in the folder where it makes them.`,
      next: 'Edit the file that it leads to.',
    }),
    'script-unused': ({ path, unit }: { path: string; unit: string }) => ({
      what: `${unit} doesn’t run ${path} any more.`,
      why: 'Hearth only edits scripts that the unit’s ExecStart= runs.',
      next: 'Put the script back into ExecStart= first, or change the file by hand.',
    }),
    'cannot-rename': ({ unit, path }: { unit: string; path: string }) => ({
      what: `${unit} can’t get another name here.`,
      why: `${path} is a link, or something that Hearth can’t copy as text.`,
      next: 'Rename what the link leads to, or move it away first.',
    }),
    'version-gone': ({ id }: { id: string }) => ({
      what: 'This version is gone.',
      why: `There is no complete version ${id}: old versions make room for new ones, or its file was damaged.`,
      next: 'Choose another version.',
    }),
    'watch-limit': ({ limit }: { limit: string }) => ({
      what: 'Hearth may miss some changes on disk.',
      why: `Linux lets Hearth watch no more folders, because your programs together have used up fs.inotify.${limit}.`,
      next: 'Raise the limit, or close programs that watch many files. Hearth then catches up. Until then, reload the manager to update the list.',
    }),
    /** What the file system answered, by its error code. */
    reasons: {
      EACCES: 'You have no permission to do that there.',
      EPERM: 'The system doesn’t permit that there.',
      EROFS: 'The file system is mounted read-only.',
      ENOENT: 'It doesn’t exist.',
      ENOTDIR: 'A part of its path isn’t a folder.',
      EISDIR: 'It is a folder.',
      ELOOP: 'Its links lead in a circle.',
      EMFILE: 'Hearth has reached its limit of open files.',
      ENFILE: 'The system has reached its limit of open files.',
      ENAMETOOLONG: 'Its name is too long for this file system.',
    },
    silent: (mount: Silence) =>
      `The file system at ${mount.point} doesn’t answer: ${silence(mount)}`,
    somethingElse: 'Something else is there now, so it was left alone.',
    changedSince: 'It was changed after Hearth wrote it, so it was left where it is.',
    changedMeanwhile: 'It was changed in the meantime, so it was left as it is.',
    isFile: 'It is a file, not a folder.',
    unreadable: 'It can’t be read.',
  },
});
