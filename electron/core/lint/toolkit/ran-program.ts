/** The words of a command, and which program they run in the end: `env A=b nice tmux` and `sh -c 'tmux'` run tmux. */
import type { CommandReading } from '../../syntax/exec-parser.ts';
import type { Assignment } from '../../syntax/unit-file.ts';
import { lookUp } from '../../text/look-up.ts';
import { once } from './subject.ts';
import type { Range } from './report.ts';
import { baseName } from '../../text/path.ts';

export type ReadCommand = CommandReading['commands'][number];
export type CommandPart = ReadCommand['argv'][number];

/** A word as it is written. */
export const rawOf = ({ value }: Pick<Assignment, 'value'>, { start, end }: Range): string =>
  value.slice(start, end);

/** Without quotes and escapes. */
export const isBare = (raw: string): boolean => !/["'\\]/.test(raw);

const shells = /(?:^|\/)(?:sh|bash|dash|ash|ksh|mksh|zsh|fish|busybox)$/;

interface RanScript {
  shell: CommandPart;
  script: CommandPart;
}

const findScript = ({ program, argv }: ReadCommand): RanScript | null => {
  const at = shells.test(program.text) ? 0 : argv.findIndex(({ text }) => shells.test(text));
  if (at < 0) return null;
  const option = argv.findIndex(
    (word, index) => index > at && /^-[a-z]+$/.test(word.text) && word.text.includes('c'),
  );
  const script = option < 0 ? undefined : argv[option + 1];
  const shell = at === 0 ? program : argv[at];
  return script === undefined || shell === undefined ? null : { shell, script };
};

/** A shell and its script, `sh -c 'script'`, also after `env`, `timeout 5`, `find -exec`; null if none runs. */
export const ranScriptOf = once(findScript);

export const shellScriptOf = (command: ReadCommand): CommandPart | null =>
  ranScriptOf(command)?.script ?? null;

/** They give their arguments to a shell, here or on another computer, which expands what it finds in them. */
const runInShell = new Set(
  'ssh autossh mosh swayidle xidlehook xautolock watch watchexec nodemon concurrently parallel swaymsg i3-msg hyprctl tmux'.split(
    ' ',
  ),
);

/** `su -c 'command'` */
const runOption = new Set(['su', 'runuser', 'script', 'flock']);

/** Whether a shell that the program starts reads this word of its arguments; scripts are in `shellScriptOf`. */
export const isReadByShell = (command: ReadCommand, index: number): boolean => {
  const [program] = runBy(command);
  const name = baseName(program?.text ?? '');
  return (
    runInShell.has(name) ||
    (runOption.has(baseName(command.program.text)) &&
      /^(?:-c|--command)$/.test(command.argv[index - 1]?.text ?? ''))
  );
};

/** Programs that only run another: their options that take a word, and how many words are their own after those. */
const wrappers: Record<string, { takesWord: RegExp; own?: number }> = {
  env: { takesWord: /^(?:-u|--unset|-C|--chdir)$/ },
  nice: { takesWord: /^(?:-n|--adjustment)$/ },
  ionice: { takesWord: /^(?:-[cn]|--class|--classdata)$/ },
  chrt: { takesWord: /^-[TPD]$/, own: 1 },
  taskset: { takesWord: /^$/, own: 1 },
  timeout: { takesWord: /^(?:-[ks]|--kill-after|--signal)$/, own: 1 },
  stdbuf: { takesWord: /^(?:-[ioe]|--input|--output|--error)$/ },
  flock: { takesWord: /^(?:-[wE]|--timeout|--wait|--conflict-exit-code)$/, own: 1 },
  nohup: { takesWord: /^$/ },
  'dbus-run-session': { takesWord: /^--(?:config-file|dbus-daemon)$/ },
  'systemd-cat': { takesWord: /^(?:-[tp]|--identifier|--priority|--stderr-priority)$/ },
  'systemd-inhibit': { takesWord: /^--(?:what|who|why|mode)$/ },
};

/** The words from the program that a wrapper runs on; null if it runs none. */
const unwrapped = (words: readonly CommandPart[]): readonly CommandPart[] | null => {
  const wrapper = lookUp(wrappers, baseName(words[0]?.text ?? ''));
  if (wrapper === undefined) return null;
  let at = 1;
  for (let word = words[at]; word !== undefined; word = words[at]) {
    if (!/^-|^[A-Za-z_]\w*=/.test(word.text)) break;
    at += wrapper.takesWord.test(word.text) ? 2 : 1;
    if (word.text === '--') break;
  }
  const rest = words.slice(at + (wrapper.own ?? 0));
  return rest.length === 0 ? null : rest;
};

/** The last command of a script without quotes and the like; each of its words is where the script is. */
const lastOfScript = (script: CommandPart): readonly CommandPart[] | null => {
  const last = script.text.split(/&&|;|\n/).at(-1) ?? '';
  const texts = last.trim().split(/\s+/);
  const words = texts[0] === 'exec' ? texts.slice(1) : texts;
  return /["'`\\|&<>()]/.test(last) || words[0] === undefined || words[0] === ''
    ? null
    : words.map((text) => ({ ...script, text }));
};

/** The program that a command runs in the end, and its arguments; a wrapper’s own where that can’t be seen. */
export const runBy = once((command: ReadCommand): readonly CommandPart[] => {
  const whole = [command.program, ...command.argv.slice(1)];
  const script = shellScriptOf(command);
  let words = (script === null ? null : lastOfScript(script)) ?? whole;
  for (let next = unwrapped(words); next !== null; next = unwrapped(next)) words = next;
  return words;
});
