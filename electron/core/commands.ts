/**
 * The phrasebook: every command Hearth runs or shows is written here once, so that what it shows is what it runs.
 *
 * Hearth itself runs a `Command`. A `ShownCommand` is for people to run: a program Hearth never starts, or one of its
 * own with rights it does not have. Both become text only in `shellLine`.
 */
import { encodeUtf8 } from './text/utf8.ts';
import { invisible, octalEscape } from './text/visible.ts';
import type { UnitAction, UnitFileState } from './units/unit.ts';
import { folderOf } from './text/path.ts';

/** Programs that Hearth starts. */
export type ProgramName =
  | 'systemctl'
  | 'loginctl'
  | 'journalctl'
  | 'systemd-analyze'
  | 'systemd-journal-remote'
  | 'stdbuf'
  | 'pkcheck'
  | 'pkexec'
  | 'man'
  | 'id'
  | 'apt'
  | 'systemd'
  | 'crontab'
  | 'tar'
  | 'sh'
  | 'bash';

/** One run of a program: its arguments as the process gets them, without a shell. */
export interface Command {
  readonly program: ProgramName;
  readonly args: readonly string[];
  /** In addition to the environment that all programs get. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Variables that a terminal of the person has anyway: passed on, too, but not shown. */
  readonly inherited?: Readonly<Record<string, string>>;
}

type ShownCommand = Omit<Command, 'program'> & { readonly program: string };

/** A terminal may act on a control character as soon as it is pasted, and nobody sees the other ones. */
const printed = (characters: string): string => {
  const bytes = Array.from(encodeUtf8(characters), octalEscape);
  return `'"$(printf '${bytes.join('')}')"'`;
};

const invisibleRuns = new RegExp(`(?:${invisible})+`, 'gu');

/**
 * A word as a POSIX shell reads it: quoted where needed, the same in sh, bash, zsh and fish. Quotes a leading `=`
 * for zsh, which would look for a program of that name.
 */
export const shellWord = (word: string): string =>
  /^(?!=)[A-Za-z0-9_@%+=:,./-]+$/.test(word)
    ? word
    : `'${word.replaceAll("'", `'\\''`).replace(invisibleRuns, printed)}'`;

/** A command as a person would type it. */
export const shellLine = ({ program, args, variables = {} }: ShownCommand): string =>
  [
    ...Object.entries(variables).map(([name, value]) => `${name}=${shellWord(value)}`),
    ...[program, ...args].map(shellWord),
  ].join(' ');

/** Joins commands on one line; each runs only if the previous succeeded. */
const inTurn = (...commands: readonly ShownCommand[]): string =>
  commands.map(shellLine).join(' && ');

const shown = (program: string, ...args: readonly string[]): ShownCommand => ({ program, args });

/** Starts a transient unit whose settings are all in its drop-ins. */
export const startTransientLine = (unit: string): string =>
  `busctl --user call org.freedesktop.systemd1 /org/freedesktop/systemd1 org.freedesktop.systemd1.Manager StartTransientUnit 'ssa(sv)a(sa(sv))' ${unit} fail 1 CollectMode s inactive-or-failed 0`;

/** With administrator rights, asked for in the terminal. */
export const sudo = ({ program, args }: ShownCommand): ShownCommand =>
  shown('sudo', program, ...args);

const systemctl = (...args: readonly string[]): Command => ({
  program: 'systemctl',
  args: ['--user', ...args],
});

interface UnitOptions {
  /** The unit’s current file state: what was done until the next boot needs `--runtime` to undo. */
  fileState?: UnitFileState;
  /** Until the next boot only. */
  runtime?: boolean;
  /** With `enable`: starts it as well. */
  now?: boolean;
}

/**
 * systemctl’s verb, with its options. Without `--runtime`, `disable` and `unmask` skip what is in /run and report
 * success (252, measured).
 */
const verbWords = (
  verb: UnitVerb,
  { fileState = '', runtime = false, now = false }: UnitOptions,
): string[] => {
  if (verb === 'kill') return ['kill', '--signal=SIGKILL'];
  if (verb === 'status') return ['status', '--no-pager', '--full'];
  const undoes = verb === 'disable' || verb === 'unmask';
  const untilBoot = runtime || (undoes && fileState.endsWith('-runtime'));
  return [verb, ...(untilBoot ? ['--runtime'] : []), ...(now ? ['--now'] : [])];
};

type UnitVerb = UnitAction | 'status' | 'cat' | 'edit';

/** Acts on one unit, or queries it. */
export const onUnit = (verb: UnitVerb, unit: string, options: UnitOptions = {}): Command =>
  systemctl(...verbWords(verb, options), '--', unit);

/** Starts a unit that failed; its start limit would refuse that otherwise. */
export const resetAndStartLine = (unit: string): string =>
  inTurn(onUnit('reset-failed', unit), onUnit('start', unit));

/** Makes a target start a unit, with or without an [Install] section; disabling it removes the link. */
export const addWants = (target: string, unit: string): Command =>
  systemctl('add-wants', '--', target, unit);

/** Acts on the user manager, or queries it. */
export const onManager = (verb: 'daemon-reload' | 'is-system-running'): Command => systemctl(verb);

/** @param assignments `CPUWeight=50`, … as in a unit file, but without specifiers: a `%` is literal. */
export const setProperties = (
  unit: string,
  assignments: readonly string[],
  { runtime }: { runtime: boolean },
): Command =>
  systemctl('set-property', ...(runtime ? ['--runtime'] : []), '--', unit, ...assignments);

/** The status of a system service. */
export const systemStatus = (unit: string): ShownCommand => shown('systemctl', 'status', unit);

/** Opens a drop-in of one of the system’s own units in an editor. */
export const editSystemUnit = (unit: string): ShownCommand =>
  sudo(shown('systemctl', 'edit', unit));

/** Starts the user manager of `user`, or of the person who runs the line. */
export const startManagerLine = (user?: string): string =>
  `sudo systemctl start user@$(id -u${user === undefined ? '' : ` ${shellWord(user)}`}).service`;

/** Which manager: the person’s own, or the system’s. */
export type ManagerScope = 'user' | 'system';

const analyze = (scope: ManagerScope, ...args: readonly string[]): Command => ({
  program: 'systemd-analyze',
  args: [`--${scope}`, ...args],
});

/** @param path absolute. */
export const verifyFile = (path: string): Command => analyze('user', 'verify', path);

/**
 * Verifies a unit of the first folder, with the files of these folders before all others; only this sees a drop-in
 * without its unit’s file.
 */
export const verifyIn = (
  scope: ManagerScope,
  folders: readonly [string, ...string[]],
  unit: string,
): Command => ({
  // A man page that isn’t installed is no fault of the unit.
  ...analyze(scope, 'verify', '--man=no', `${folders[0]}/${unit}`),
  // The last `:` adds the usual folders.
  variables: { SYSTEMD_UNIT_PATH: [...folders, ''].join(':') },
});

export const unitPaths = (scope: ManagerScope): Command => analyze(scope, 'unit-paths');

/** @param text of OnCalendar=. @param from in milliseconds since the epoch; null for now. */
export const calendarRuns = (
  texts: readonly string[],
  count: number,
  from: number | null = null,
): Command => ({
  program: 'systemd-analyze',
  args: [
    'calendar',
    `--iterations=${String(count)}`,
    ...(from === null ? [] : [`--base-time=@${String(Math.floor(from / 1000))}`]),
    '--',
    ...texts,
  ],
});

/** @param text such as `1h 30min`. */
export const timeSpan = (text: string): Command => ({
  program: 'systemd-analyze',
  args: ['timespan', '--', text],
});

/** What the manager passes to every service. */
export const managerEnvironment = (): Command => systemctl('show-environment');

/** Passes variables of the person’s terminal to the manager, until that ends. Their values aren’t shown. */
export const importEnvironment = (values: Readonly<Record<string, string>>): Command => ({
  ...systemctl('import-environment', ...Object.keys(values)),
  inherited: values,
});

/** Removes what was imported; what environment.d sets counts again. */
export const unsetEnvironment = (names: readonly string[]): Command =>
  systemctl('unset-environment', ...names);

/** The account that runs it, with its groups. */
export const accountIds = (): Command => ({ program: 'id', args: [] });

/** @param words what `core/logs/query.ts` makes of a query. */
export const journal = (...words: readonly string[]): Command => ({
  program: 'journalctl',
  args: words,
});

/** For Hearth to read: every field, with its bytes as they are. */
export const exportJournal = (words: readonly string[]): Command =>
  journal('--no-pager', '--output=export', ...words);

/** The last lines in journalctl’s own format. */
export const lastJournalLines = (count: number, words: readonly string[]): Command =>
  journal('--user', '-n', String(count), '--no-pager', ...words);

/** One record with all its fields, from any readable file. */
export const journalRecord = (cursor: string): Command =>
  journal(`--cursor=${cursor}`, '-n', '1', '-o', 'verbose');

/** What each unit consumed, as the manager logs it when a run ends; newest first, a JSON object a line. */
export const consumedRecords = (words: readonly string[]): Command =>
  journal('--no-pager', '--quiet', '--output=json', '--reverse', ...words);

/** @param of the person’s records, or those of the whole system. */
export const listBoots = (of: ManagerScope = 'user'): Command =>
  journal(...(of === 'user' ? ['--user'] : []), '--list-boots', '--no-pager', '--quiet');

export const journalVersion = (): Command => journal('--version');

/** Makes a program write line by line instead of in blocks. @param path of the program, absolute. */
export const lineByLine = (path: string, { args }: Command): Command => ({
  program: 'stdbuf',
  args: ['--output=L', path, ...args],
});

const loginctl = (...args: readonly string[]): Command => ({ program: 'loginctl', args });

export const setLinger = (user: string, enable: boolean): Command =>
  loginctl(enable ? 'enable-linger' : 'disable-linger', '--', user);

export const showLinger = (user: string): Command =>
  loginctl('show-user', '--property=Linger', '--property=State', '--', user);

/** logind’s own rules for all users: without a session, loginctl shows those of the daemon. */
export const showLoginRules = (): Command =>
  loginctl(
    'show-session',
    ...['KillUserProcesses', 'KillOnlyUsers', 'KillExcludeUsers', 'UserStopDelayUSec'].map(
      (name) => `--property=${name}`,
    ),
  );

/** Asks only polkit’s rules, for a process; opens no prompt. */
export const askPolkit = (action: string, pid: number): Command => ({
  program: 'pkcheck',
  args: ['--action-id', action, '--process', String(pid)],
});

/** With administrator rights, asked for by the desktop’s agent. @param path of the program, absolute. */
export const raised = (path: string, { args }: Command): Command => ({
  program: 'pkexec',
  args: ['--disable-internal-agent', path, ...args],
});

/** @param page such as `systemd.service`. */
export const manualPage = (page: string): Command => ({
  program: 'man',
  args: ['--no-justification', '--no-hyphenation', '-P', 'cat', page],
});

/** What the installed systemd accepts in unit files. */
export const configurationItems = (): Command => ({
  program: 'systemd',
  args: ['--dump-configuration-items'],
});

/** Reads the export format and writes a journal file. */
export const writeJournalFile = (file: string): Command => ({
  program: 'systemd-journal-remote',
  args: [`--output=${file}`, '-'],
});

/** The archive doesn’t say whose files they are. Without `--force-local`, a colon in its name means another computer. */
export const packFolder = (archive: string, parent: string, name: string): Command => ({
  program: 'tar',
  args: ['-cz', '--force-local', '--owner=0', '--group=0', '-C', parent, '-f', archive, '--', name],
});

/** The crontab of the person who runs it. */
export const listCrontab = (): Command => ({ program: 'crontab', args: ['-l'] });

/** Replaces it with this file’s lines. @param file absolute. */
export const installCrontab = (file: string): Command => ({ program: 'crontab', args: [file] });

/** A shell reads a script and says what is wrong with it; `-n` runs nothing of it. @param extglob for bash only. */
export const readScript = (
  shell: 'sh' | 'bash',
  path: string,
  { extglob }: { extglob: boolean },
): Command => ({
  program: shell,
  args: [...(extglob ? ['-O', 'extglob'] : []), '-n', path],
});

/** A program that a unit file names, from the folder of its service. */
export const ownProgramLine = (
  folder: string,
  { program, args }: { program: string; args: readonly string[] },
): string => inTurn(shown('cd', folder), shown(program, ...args));

/** Removes the carriage returns at the ends of lines. */
export const setUnixEndings = (path: string): ShownCommand =>
  shown('sed', '-i', String.raw`s/\r$//`, '--', path);

export const lastLines = (path: string, lines: number): ShownCommand =>
  shown('tail', '-n', String(lines), path);

/** @param path may already be gone if `gone` is true. */
export const trashFile = (path: string, { gone = false } = {}): ShownCommand =>
  shown('gio', 'trash', ...(gone ? ['-f'] : []), '--', path);

export const removeFile = (path: string): ShownCommand => shown('rm', '--', path);

export const listFiles = (...paths: readonly string[]): ShownCommand =>
  shown('ls', '-l', '--', ...paths);

/** The file or folder itself, not its contents. */
export const listItself = (path: string): ShownCommand => shown('ls', '-ld', '--', path);

/** The permissions of each folder on the way to it. */
export const listWay = (path: string): ShownCommand => shown('namei', '-l', '--', path);

/** Answers for a dead mount, too, as it reads only the mount table; with `-T` or a path below, it would hang. */
export const findMount = (point: string): ShownCommand => shown('findmnt', '--', point);

export const headOf = (path: string, bytes: number): ShownCommand =>
  shown('head', '-c', String(bytes), '--', path);

export const freeSpace = (path: string): ShownCommand => shown('df', '-h', '--', folderOf(path));

export const setMode = (path: string, mode: string): ShownCommand => shown('chmod', mode, path);

export const makeFolders = (...paths: readonly string[]): ShownCommand =>
  shown('mkdir', '-p', ...paths);

const linkTo = (path: string, to: string): ShownCommand => shown('ln', '-s', '--', to, path);

/** Links a file’s path to /dev/null; its folder may be gone. */
export const maskFileLine = (path: string): string =>
  inTurn(makeFolders(folderOf(path)), linkTo(path, '/dev/null'), onManager('daemon-reload'));

/** Moves a file and leaves a link to it in its place. */
export const linkInsteadLine = (path: string, to: string): string =>
  inTurn(
    makeFolders(folderOf(to)),
    shown('mv', '-nT', '--', path, to),
    linkTo(path, to),
    onManager('daemon-reload'),
  );

/** Writes a file with a here-document, as a person would by hand. */
export const writeFileLines = (path: string, content: string): string => {
  const lines = content.split('\n');
  let end = 'EOF';
  // An equal line in the content would end it early, and the rest would run.
  while (lines.includes(end)) end += '_';
  return `cat > ${shellWord(path)} <<'${end}'\n${content}${end}`;
};

export const editLine = (path: string): string => `"\${EDITOR:-nano}" ${shellWord(path)}`;

export const editAsRoot = (path: string): ShownCommand => shown('sudoedit', path);

export const findProgram = (program: string): ShownCommand => shown('command', '-v', program);

/** Reads an export back. */
export const readJournalFiles = (files: readonly string[]): Command =>
  journal(...files.map((file) => `--file=${file}`));
export const readJson = (path: string): ShownCommand => shown('jq', '-c', '.', path);
export const readText = (path: string): ShownCommand => shown('less', path);

export const installPackage = (name: string): ShownCommand => sudo(shown('apt', 'install', name));
/** Lets the person who runs it read every journal. */
export const joinJournalGroup = (): string =>
  `${shellLine(sudo(shown('usermod', '--append', '--groups', 'systemd-journal')))} "$USER"`;
export const mendJournalFiles = (): ShownCommand =>
  sudo(shown('systemd-tmpfiles', '--create', '--prefix', '/var/log/journal'));

/** Which process listens on a TCP port; of others’ processes only with administrator rights. */
export const whoListens = (port: number): ShownCommand =>
  sudo(shown('ss', '-ltnp', `sport = :${String(port)}`));
/** The libraries that a program needs, and which of them are missing. */
export const librariesOf = (program: string): ShownCommand => shown('ldd', program);
/** What systemd-coredump kept of a crash. */
export const coreDumpOf = (pid: number): ShownCommand => shown('coredumpctl', 'info', String(pid));
/** What a name of the network resolves to. */
export const resolveName = (name: string): ShownCommand => shown('getent', 'ahosts', name);
