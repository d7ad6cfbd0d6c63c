/** The words that electron-builder 26 gives fpm. */

const flags = new Set(['--force']);
const lists = new Set(['-d', '--deb-recommends']);
const singles = new Set([
  ...['-s', '-t', '--architecture', '--after-install', '--after-remove', '--description'],
  ...['--version', '--package', '--name', '--maintainer', '--vendor', '--url', '--category'],
  ...['--deb-priority', '--deb-compression', '--rpm-summary', '--rpm-os', '--rpm-compression'],
  '--license',
]);

export interface FpmWords {
  options: Readonly<Record<string, string>>;
  depends: readonly string[];
  recommends: readonly string[];
  /** What goes where: a file or a link; of a folder with `/` at its end what is in it. */
  files: readonly { from: string; to: string }[];
}

export const readFpmWords = (args: readonly string[]): FpmWords => {
  const options: Record<string, string> = {};
  const many: Record<string, string[]> = {};
  const files: { from: string; to: string }[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at] ?? '';
    if (flags.has(word)) continue;
    const isNamed = lists.has(word) || singles.has(word);
    const value = isNamed ? args[(at += 1)] : undefined;
    if (value !== undefined && lists.has(word)) (many[word] ??= []).push(value);
    else if (value !== undefined) options[word] = value;
    else if (!word.startsWith('-') && word.includes('=')) {
      const equals = word.lastIndexOf('=');
      files.push({ from: word.slice(0, equals), to: word.slice(equals + 1) });
    } else throw new Error(`This stand-in for fpm doesn’t know “${word}”.`);
  }
  if (options['-s'] !== 'dir' || (options['-t'] !== 'deb' && options['-t'] !== 'rpm'))
    throw new Error('This stand-in for fpm makes deb and rpm packages from folders, nothing else.');
  return { options, depends: many['-d'] ?? [], recommends: many['--deb-recommends'] ?? [], files };
};

/** The summary, and the lines of the description below it. */
export const descriptionOf = ({ options }: FpmWords): { summary: string; lines: string[] } => {
  const [first = '', ...rest] = (options['--description'] ?? '')
    .split('\n')
    .map((line) => line.trim());
  const wrapped = rest.flatMap((line) =>
    line
      .replace(/(.{1,76})(?: +|$)/g, '$1\n')
      .trimEnd()
      .split('\n'),
  );
  return options['-t'] === 'deb'
    ? { summary: first, lines: wrapped }
    : { summary: options['--rpm-summary'] ?? first, lines: [first, ...wrapped] };
};
