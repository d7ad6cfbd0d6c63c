import { code } from '../marks.ts';
import { texts } from '../texts.ts';

/** The form of a new service: what it waits for. */
export const triggersFormTexts = texts({
  en: {
    watch: 'What it waits for',
    watchKinds: {
      closed: 'A file is changed and closed',
      written: 'A file is changed, with each write',
      changes: 'Something in a folder changes',
      filled: 'A folder gets something in it',
      exists: 'A file or folder appears',
      matches: 'Something matching a pattern appears',
    },
    /** With the setting of each. */
    watchHelp: {
      closed: `${code('PathChanged=')} starts the job once the program that wrote the file has closed it. What changes while the job runs doesn’t start it again.`,
      written: `${code('PathModified=')} starts the job with each write. What changes while the job runs doesn’t start it again.`,
      changes: `${code('PathChanged=')} starts the job when something is added to the folder, written there or removed. Folders inside it aren’t watched, and what changes while the job runs doesn’t start it again.`,
      filled: `${code('DirectoryNotEmpty=')} starts the job as long as something is in the folder, so the job must move or delete what it finds.`,
      exists: `${code('PathExists=')} starts the job as long as the file or folder is there, so the job must move or delete it.`,
      matches: `${code('PathExistsGlob=')} starts the job as long as something matches, so the job must move or delete it. The pattern knows ${code('*')}, ${code('?')} and ${code('[abc]')}, as in a shell.`,
    },
    /** By what is watched. */
    paths: {
      closed: 'File',
      written: 'File',
      changes: 'Folder',
      filled: 'Folder',
      exists: 'File or folder',
      matches: 'Pattern',
    },
    pathExamples: {
      closed: '~/notes/todo.txt',
      written: '~/notes/todo.txt',
      changes: '~/notes',
      filled: '~/inbox',
      exists: '~/inbox/ready',
      matches: '~/inbox/*.pdf',
    },
    pathsHelp: 'To watch several, enter one per line.',
    /** More starts than this, and it stops watching: systemd.path(5), StartLimitBurst=. */
    limit:
      'If the job starts more than 5 times in 10 seconds, systemd stops watching until you start the path unit again.',
    makeFolder: 'Create the folder if it’s missing',
    makeFolderHelp: `${code('MakeDirectory=yes')} does so each time before systemd watches it.`,

    listen: 'Where it listens',
    listenPlaces: {
      here: 'This computer only (127.0.0.1)',
      'here-6': 'This computer only, over IPv6 ([::1])',
      everywhere: 'All addresses, also from the network',
      file: 'A socket file',
    },
    listenHelp: {
      here: `Only programs on this computer can connect. ${code('localhost')} leads there.`,
      'here-6': `Only programs on this computer can connect, to ${code('[::1]')}.`,
      everywhere:
        'Other computers can connect, unless a firewall keeps them out. Anybody who does talks to your program.',
      file: `Only your own programs can connect: ${code('SocketMode=0600')}. The file is removed when the socket stops.`,
    },
    port: 'Port',
    portExample: '48100',
    portHelp: 'From 1024 to 65535. Lower ones are for the system.',
    socketPath: 'Socket file',
    socketPathExample: '%t/notes.sock',
    socketPathHelp: `${code('%t')} is your private folder for such files, emptied when you log out.`,
    handover: 'Who handles a connection',
    handovers: {
      listening: 'One service for all connections',
      streams: 'A process each, through stdin and stdout',
      connection: 'A process each, as a file descriptor',
    },
    /** What the program must do. */
    handoverHelp: {
      listening: `The first connection starts it. It gets the listening socket as file descriptor 3, with ${code('LISTEN_FDS=1')}, and must accept connections there instead of opening a port itself.`,
      streams: `As with inetd: what the program prints is sent, and what it reads was received. Many command-line tools work this way. ${code('Accept=yes')} makes the service a template, with at most 64 connections at a time.`,
      connection: `The program gets the open connection as file descriptor 3, with ${code('LISTEN_FDS=1')}. ${code('Accept=yes')} makes the service a template, with at most 64 connections at a time.`,
    },
  },
});
