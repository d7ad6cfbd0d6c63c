/**
 * Starting at login: an XDG autostart file, through `ini`.
 *
 * What ini 6 really does to a .desktop file, pinned by a contract test:
 * - It puts a value that holds `=` in quotes and writes `;` and `#` as `\;` and `\#`. A desktop file knows
 *   neither, so the line of Exec= is written here; ini writes and reads everything else.
 * - `true` and `false` become booleans when read.
 *
 * Source: Desktop Application Autostart Specification; Desktop Entry Specification, "The Exec key".
 */
import path from 'node:path';
import ini from 'ini';
import type { HostFiles } from '../../host/host-files.ts';

export interface Autostart {
  /** Whether a desktop would start Hearth at login. A file that cannot be read starts nothing. */
  read(): Promise<boolean>;
  /** A link to the file stays. @throws disk-full, folder-not-writable, file-failed. */
  enable(): Promise<void>;
  /** Takes the file, or a link to it, back, and the folder if it was made here and holds nothing else. @throws as enable. */
  disable(): Promise<void>;
}

/**
 * One argument of Exec=. Within double quotes `"`, `` ` ``, `$` and `\` are escaped by `\`; then the value as
 * a whole is a string, in which `\` is `\\` and a newline `\n`. `%` begins a field code and is doubled.
 */
const execWord = (argument: string): string => {
  const plain = argument.replaceAll('%', '%%');
  const word = /^[A-Za-z0-9_@%+:,./-]+$/.test(plain)
    ? plain
    : `"${plain.replace(/["`$\\]/g, '\\$&')}"`;
  return word.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\t', '\\t');
};

/** The value of Exec= that starts exactly `argv`. */
export const desktopExec = (argv: readonly string[]): string => argv.map(execWord).join(' ');

/** The text of the autostart file; `--hidden` keeps the window closed. */
export const autostartText = (exec: readonly string[]): string => {
  const entry = {
    Type: 'Application',
    Name: 'Hearth',
    Comment: 'Keeps your own background programs running',
    Icon: 'hearth',
    Terminal: false,
    'X-GNOME-Autostart-enabled': true,
  };
  const text = ini.stringify({ 'Desktop Entry': entry }, { platform: 'linux' });
  return `${text}Exec=${desktopExec([...exec, '--hidden'])}\n`;
};

/** True when the text of an autostart file has a desktop start it. */
export const isStarting = (text: string): boolean => {
  const entry = ini.parse(text)['Desktop Entry'] as Record<string, unknown> | undefined;
  return (
    entry !== undefined && entry['Hidden'] !== true && entry['X-GNOME-Autostart-enabled'] !== false
  );
};

/**
 * @param options.configFolder $XDG_CONFIG_HOME or what stands for it.
 * @param options.exec the program and its arguments, to which `--hidden` is added.
 */
export const createAutostart = (options: {
  files: Pick<HostFiles, 'read' | 'put' | 'remove' | 'makeFolders' | 'removeFolder'>;
  configFolder: string;
  exec: readonly string[];
}): Autostart => {
  const { files } = options;
  const folder = path.join(options.configFolder, 'autostart');
  const file = path.join(folder, 'hearth.desktop');
  let madeFolder = false;
  return {
    read: async () => {
      // A desktop cannot read it either.
      const read = await files.read(file).catch(() => null);
      return read !== null && isStarting(Buffer.from(read.bytes).toString('utf8'));
    },
    enable: async () => {
      const made = await files.makeFolders([folder]);
      madeFolder ||= made.length > 0;
      const bytes = Buffer.from(autostartText(options.exec));
      await files.put(file, bytes, { mode: 0o644 });
    },
    disable: async () => {
      await files.remove(file, {});
      if (madeFolder) await files.removeFolder(folder);
    },
  };
};
