/**
 * Starts Hearth at login with an XDG autostart file, through `ini`.
 *
 * ini 6 on a .desktop file, pinned by a contract test:
 * - It quotes values containing `=` and escapes `;` and `#` as `\;` and `\#`. Desktop files know neither, so write the
 *   Exec= line here; ini handles everything else.
 * - It reads `true` and `false` as booleans.
 *
 * Source: Desktop Application Autostart Specification; Desktop Entry Specification, "The Exec key".
 */
import path from 'node:path';
import ini from 'ini';
import { settingsTexts } from '../../core/texts/settings.ts';
import type { HostFiles } from '../../host/host-files.ts';

/**
 * One argument of Exec=. Within double quotes `\` escapes `"`, `` ` ``, `$` and `\`. The whole value is then a string,
 * in which `\` is `\\` and a newline is `\n`. `%` starts a field code, so double it.
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

/** The autostart file; `--hidden` keeps the window closed. */
export const autostartText = (exec: readonly string[]): string => {
  const entry = {
    Type: 'Application',
    Name: 'Hearth',
    Comment: settingsTexts.autostartComment,
    Icon: 'hearth',
    Terminal: false,
    'X-GNOME-Autostart-enabled': true,
  };
  const text = ini.stringify({ 'Desktop Entry': entry }, { platform: 'linux' });
  return `${text}Exec=${desktopExec([...exec, '--hidden'])}\n`;
};

/** Whether a desktop would start this autostart file. */
export const isStarting = (text: string): boolean => {
  const entry = ini.parse(text)['Desktop Entry'] as Record<string, unknown> | undefined;
  return (
    entry !== undefined && entry['Hidden'] !== true && entry['X-GNOME-Autostart-enabled'] !== false
  );
};

/** Where desktops look for entries of the person. @param configFolder $XDG_CONFIG_HOME or its default. */
export const autostartFolderOf = ({ configFolder }: { configFolder: string }): string =>
  path.join(configFolder, 'autostart');

/** Hearth’s own. */
export const ownEntry = 'hearth.desktop';

/** Anything larger is no desktop file; parsing it would hold everything up. */
export const entryBytesMax = 64 * 1024;

/**
 * @param options.configFolder $XDG_CONFIG_HOME or its default.
 * @param options.exec the program and its arguments, without `--hidden`.
 */
export const createAutostart = (options: {
  files: Pick<HostFiles, 'read' | 'put' | 'remove' | 'makeFolders' | 'removeFolder'>;
  configFolder: string;
  exec: readonly string[];
}) => {
  const { files } = options;
  const folder = autostartFolderOf(options);
  const file = path.join(folder, ownEntry);
  let madeFolder = false;
  return {
    /** Whether a desktop would start Hearth at login. An unreadable file starts nothing. */
    read: async (): Promise<boolean> => {
      // A desktop can't read it either.
      const read = await files.read(file).catch(() => null);
      if (read === null || read.bytes.length > entryBytesMax) return false;
      return isStarting(Buffer.from(read.bytes).toString('utf8'));
    },
    /** Keeps a link to the file. @throws disk-full, folder-not-writable, file-failed. */
    enable: async (): Promise<void> => {
      const made = await files.makeFolders([folder]);
      madeFolder ||= made.length > 0;
      const bytes = Buffer.from(autostartText(options.exec));
      await files.put(file, bytes, { mode: 0o644 });
    },
    /** Removes the file or the link to it, and the folder if created here and now empty. @throws as enable. */
    disable: async (): Promise<void> => {
      await files.remove(file, {});
      if (madeFolder) await files.removeFolder(folder);
    },
  };
};

export type Autostart = ReturnType<typeof createAutostart>;
