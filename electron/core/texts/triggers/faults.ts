import { number, plural } from '../counting.ts';
import { texts } from '../texts.ts';

/** What is wrong with what a new service waits for: paths and addresses. */
export const triggersFaultsTexts = texts({
  en: {
    /** By the kind of change. */
    noPath: {
      closed: 'Enter the file to watch.',
      written: 'Enter the file to watch.',
      changes: 'Enter the folder to watch.',
      filled: 'Enter the folder to watch.',
      exists: 'Enter the file or folder to wait for.',
      matches: 'Enter the pattern to wait for, such as ~/inbox/*.pdf.',
    },
    tooManyPaths: (most: number) => `These are too many: at most ${number(most)} paths.`,
    notAbsolute: (path: string) =>
      `“${path}” needs a full path: start it with /, or with ~/ for your home folder.`,
    nullByte: 'A path can’t contain a null byte.',
    endsInBackslash:
      'This can’t end with a backslash: systemd would read the next line as part of it.',
    longPath: 'This path is too long: Linux allows 4,095 bytes.',
    noPattern: (path: string) =>
      `“${path}” has no “*”, “?” or “[…]”, so only exactly this path counts.`,
    loop: 'Nothing here shows that the job removes or moves what it finds. As long as it is there, systemd starts the job again the moment it ends, and after 5 starts in 10 seconds it gives up.',

    folderMissing: (path: string) => `The folder ${path} doesn’t exist.`,
    folderIsFile: (path: string) => `${path} is a file, not a folder.`,
    fileIsFolder: (path: string) =>
      `${path} is a folder. To notice what is added, changed or removed in it, choose “Something in a folder changes”.`,
    isLink: (of: { path: string; to: string }) =>
      `${of.path} is a link. systemd watches ${of.to}, and doesn’t notice when the link is changed.`,
    closed: (path: string) => `You aren’t allowed to look into ${path}, so systemd can’t watch it.`,
    deadMount: (of: { path: string; mount: string }) =>
      `${of.path} is on ${of.mount}, which doesn’t answer now. systemd would wait for it, too.`,
    unreachable: (path: string) => `${path} can’t be looked at now.`,
    isThereAlready: (path: string) =>
      `${path} is already there, so the job starts as soon as you create it.`,

    noPort: 'Enter a port: a number from 1 to 65535.',
    noSocketPath: 'Enter where the socket file is, such as %t/notes.sock.',
    socketPathLine: 'The path of the socket must be one line.',
    socketIsFolder: (path: string) => `“${path}” names a folder. Add the name of the socket file.`,
    longSocketPath: (bytes: number) =>
      `This path has ${plural(bytes, { one: '1 byte', other: `${number(bytes)} bytes` })}. The path of a socket can have 107.`,
    /** `unit`: a socket unit. */
    portOfUnit: (of: { port: string; unit: string }) =>
      `Port ${of.port} is taken: ${of.unit} listens on it.`,
    socketTaken: (path: string) =>
      `There is a socket at ${path} already. systemd would replace it, and nobody would reach the program behind it.`,
    fileTaken: (path: string) =>
      `There is a file at ${path}. systemd would delete it to make room for the socket.`,
    folderTaken: (path: string) => `${path} is a folder. Add the name of the socket file.`,
    folderNotYours: (folder: string) =>
      `You aren’t allowed to create files in ${folder}, and neither is systemd for you.`,
  },
});
