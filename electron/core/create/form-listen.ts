/** A new service that runs when somebody connects, and the socket unit that starts it. */
import { escapePath, isFullPath } from '../syntax/exec-writer.ts';
import { triggersFaultsTexts } from '../texts/triggers/faults.ts';
import { tooManyBytes } from '../triggers/listen.ts';

/** `here`: only programs of this computer reach it. `file`: a socket in the file system. */
export const listenPlaces = ['here', 'here-6', 'everywhere', 'file'] as const;

/**
 * What the program gets. `listening`: one service for all connections, which accepts them itself. `streams`: a process
 * for each, which the connection talks to through its standard input and output. `connection`: a process for each, with
 * the connection as a file descriptor.
 */
export const handovers = ['listening', 'streams', 'connection'] as const;

/** Of the form of a new service. */
export interface ListenFields {
  listenAt: (typeof listenPlaces)[number];
  /** As typed. */
  listenPort: string;
  /** A path of the form. */
  listenPath: string;
  handover: (typeof handovers)[number];
}

export const emptyListen = (): ListenFields => ({
  listenAt: 'here',
  listenPort: '',
  listenPath: '',
  handover: 'listening',
});

/** Each connection gets a process of its own: an instance of a template. */
export const startsForEach = ({ handover }: Pick<ListenFields, 'handover'>): boolean =>
  handover !== 'listening';

/** null for what is no port. */
export const typedPort = ({ listenPort }: Pick<ListenFields, 'listenPort'>): number | null => {
  const text = listenPort.trim();
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return port >= 1 && port <= 65_535 ? port : null;
};

const starts = { here: '127.0.0.1:', 'here-6': '[::1]:', everywhere: '' };

const listenAddress = (form: ListenFields): string =>
  form.listenAt === 'file'
    ? escapePath(form.listenPath.trim())
    : // systemd takes a number that begins with 0 for an octal one, or refuses it.
      `${starts[form.listenAt]}${String(typedPort(form) ?? form.listenPort.trim())}`;

/** The lines of [Socket]. */
export const listenSettings = (form: ListenFields): string[] => [
  `ListenStream=${listenAddress(form)}`,
  // Without these, everybody who reaches the file may connect, and it stays when the socket stops.
  ...(form.listenAt === 'file' ? ['SocketMode=0600', 'RemoveOnStop=yes'] : []),
  ...(startsForEach(form) ? ['Accept=yes'] : []),
];

/** What [Service] has about the connection. An error message isn’t for who connects. */
export const connectionSettings = ({ handover }: Pick<ListenFields, 'handover'>): string[] =>
  handover === 'streams'
    ? ['StandardInput=socket', 'StandardOutput=socket', 'StandardError=journal']
    : [];

export interface ListenFinding {
  field: 'listenPort' | 'listenPath';
  level: 'error' | 'warning';
  text: string;
}

const pathFault = (path: string): string | null => {
  if (path === '') return triggersFaultsTexts.noSocketPath;
  if (/[\n\0]/.test(path)) return triggersFaultsTexts.socketPathLine;
  if (!isFullPath(path)) return triggersFaultsTexts.notAbsolute(path);
  if (path.endsWith('\\')) return triggersFaultsTexts.endsInBackslash;
  if (path.endsWith('/')) return triggersFaultsTexts.socketIsFolder(path);
  const bytes = tooManyBytes(path);
  return bytes === null ? null : triggersFaultsTexts.longSocketPath(bytes);
};

export const listenFindings = (form: ListenFields): ListenFinding[] => {
  if (form.listenAt !== 'file')
    return typedPort(form) === null
      ? [{ field: 'listenPort', level: 'error', text: triggersFaultsTexts.noPort }]
      : [];
  const text = pathFault(form.listenPath.trim());
  return text === null ? [] : [{ field: 'listenPath', level: 'error', text }];
};
