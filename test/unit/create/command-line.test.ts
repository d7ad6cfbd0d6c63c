import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { readCommandLine, withProgram } from '../../../electron/core/create/command-line.ts';
import { currentForm } from '../../../electron/core/create/kept-form.ts';
import { emptyForm } from '../../../electron/core/create/service-form.ts';
import { readShellLine } from '../../../electron/core/create/shell-line.ts';
import { nameFromCommand, nameFromText } from '../../../electron/core/create/suggested-name.ts';

const home = '/home/a';

/** What a real shell passes on for each line. */
const wordsOfShell = (lines: readonly string[]): string[][] => {
  const script = lines.map((line) => `printf '%s\\0' ${line}\nprintf '\\001'`).join('\n');
  const output = execFileSync('sh', ['-f', '-c', script], { env: { HOME: home } });
  const answers = output.toString().split('\u0001').slice(0, -1);
  return answers.map((words) => words.split('\0').slice(0, -1));
};

/** What we read; null for a line that isn’t finished. */
const wordsOfOurs = (line: string): string[] | null => {
  const reading = readShellLine(line);
  if (reading.kind === 'unfinished') return null;
  // The shell would run what follows a line break.
  if (reading.tokens.some(({ kind }) => kind === 'operator')) return [];
  return reading.tokens.flatMap((token) =>
    token.kind === 'word'
      ? token.parts.map((part) => (part.kind === 'text' ? part.text : home)).join('')
      : [],
  );
};

/** A number from 0 up to `below`, the same in every run. */
const numbersFrom = (seed: number) => {
  let state = seed;
  return (below: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >> 8) % below;
  };
};

test('splits a thousand random lines as sh does', () => {
  const pieces = [
    ...'ab=:/-%*?[]{}!^,.@+é\u00a0'.split(''),
    ...[' ', ' ', '\t', "'", "'", '"', '"', '\\', '\\', '\\\n', '#', ' #', '~', ' ~/', '$', '\\$'],
    ...['"$HOME"', ' "${HOME}/x" ', "'$HOME'", 'A=', "''", '""', ' "a b" ', '\\"', "\\'", '\\ '],
  ];
  const next = numbersFrom(20);
  const lines = Array.from({ length: 1000 }, () =>
    Array.from({ length: 1 + next(12) }, () => pieces[next(pieces.length)] ?? '').join(''),
  );
  // An argument of its own keeps printf from printing an empty one for no words at all.
  const asked = lines
    .map((line) => `x ${line}`)
    // bash and sh differ about ~ behind “=”; a backslash at the end joins the next line.
    .filter((line) => !/=\S*~|:~|\$['"]|\$(?!HOME|\{HOME)[^ ]|\\$/.test(line));
  const finished = asked.filter((line) => (wordsOfOurs(line) ?? []).length > 0);
  expect(finished.length).toBeGreaterThan(300);
  const theirs = wordsOfShell(finished);
  const differ = finished.flatMap((line, at) => {
    const ours = wordsOfOurs(line);
    return JSON.stringify(ours) === JSON.stringify(theirs[at]) ? [] : [[line, ours, theirs[at]]];
  });
  expect(differ).toEqual([]);
  for (const line of asked.filter((one) => wordsOfOurs(one) === null).slice(0, 5))
    expect(() => execFileSync('sh', ['-n', '-c', line], { stdio: 'ignore' }), line).toThrow();
}, 60_000);

describe('a pasted line', () => {
  const made = (line: string) => {
    const read = readCommandLine(line);
    if (read.kind !== 'command') return read.kind;
    const { program, arguments: args, environment, folder, dropped } = read;
    return [
      [program, ...args],
      environment,
      ...(folder === null ? [] : [folder]),
      ...(dropped.length === 0 ? [] : [dropped]),
    ];
  };

  test.each<[string, unknown]>([
    ['python3 -m http.server 48100', [['python3', '-m', 'http.server', '48100'], []]],
    ['$ npm start', [['npm', 'start'], []]],
    ['A=1 B="x y" run', [['run'], ['A=1', 'B=x y']]],
    ['env A=1 run x', [['run', 'x'], ['A=1']]],
    ['export A=1 && run', [['run'], ['A=1']]],
    ['cd ~/site && ./serve', [['./serve'], [], '%h/site']],
    ['cd "$HOME/my site" && ./serve', [['./serve'], [], '%h/my site']],
    ['cd $HOME; cd site; A=1; run', [['run'], ['A=1'], '%h/site']],
    ['nohup run & disown', [['run'], [], ['nohup', '&', 'disown']]],
    ['setsid -f run &', [['run'], [], ['setsid', '&']]],
    ['sudo -E run', [['run'], [], ['sudo']]],
    ['exec run', [['run'], [], ['exec']]],
    ['run \\\n  --a \\\r\n  --b', [['run', '--a', '--b'], []]],
    ["run $'a\\tb' 50% '$x' \\$y", [['run', 'a\tb', '50%%', '$$x', '$$y'], []]],
    ['run --dir $HOME/x "${XDG_RUNTIME_DIR}/y" ~', [['run', '--dir', '%h/x', '%t/y', '%h'], []]],
    ['run A=~/x:~/y', [['run', 'A=%h/x:%h/y'], []]],
    ['run # and why', [['run'], []]],
    ['run;', [['run'], []]],
    ['run http://[::1]:80/?a=b&c', 'needs-shell'],
    ['a | b', 'needs-shell'],
    ['a && b', 'needs-shell'],
    ['a\nb', 'needs-shell'],
    ['a > b', 'needs-shell'],
    ['a $(b)', 'needs-shell'],
    ['a `b`', 'needs-shell'],
    ['a $B', 'needs-shell'],
    ['a ${HOME:-b}', 'needs-shell'],
    ['source x && run', 'needs-shell'],
    ['while :; do :; done', 'needs-shell'],
    ['(a)', 'needs-shell'],
    ['/home/$USER/run', 'needs-shell'],
    ['sudo -u other run', 'other-user'],
    ["a 'b", 'unfinished'],
    ['a "b', 'unfinished'],
    ['a $(b', 'unfinished'],
    ['a \\', 'unfinished'],
    ['A=1', 'no-program'],
    ['cd /', 'no-program'],
    ['  ', 'empty'],
    ['# nothing', 'empty'],
  ])('%j', (line, expected) => {
    expect(made(line)).toEqual(expected);
  });

  test('a line that closes no quote is never taken for finished', () => {
    for (const open of ["'", '"', '`', '$(', '${', '$((', '"$(', "a'b'c'"])
      expect(readShellLine(`x ${open} y`).kind).toBe('unfinished');
  });

  test.each([
    ['a > b 2>&1', "sh -c 'exec a > b 2>&1'", 'a'],
    ['nohup a </dev/null >>b &', "sh -c 'exec a </dev/null >>b'", 'nohup a &'],
    ['A=1 a | b', "sh -c 'A=1 a | b'", null],
    ['cd /x && a | b', "cd /x && sh -c 'a | b'", null],
    ['A=$B a', "sh -c 'A=$B a'", null],
    ['a < b', "sh -c 'exec a < b'", null],
    ['source x && a', "bash -c 'source x && a'", null],
    ["a 'b' | c", "sh -c 'a '\\''b'\\'' | c'", null],
  ])('%j is offered as %j', (line, inShell, logged) => {
    expect(readCommandLine(line)).toMatchObject({ kind: 'needs-shell', inShell, logged });
  });

  test('what is offered needs no shell any more', () => {
    for (const line of ['a | b', 'A=$B a', 'cd ~ && a > b', 'while :; do a; done', 'a &&\nb'])
      expect(readCommandLine((readCommandLine(line) as { inShell: string }).inShell).kind).toBe(
        'command',
      );
  });

  test('another program takes the place of the first, and the rest stays', () => {
    expect(withProgram('A=1 nohup run "a b" &', '~/bin/my run')).toBe(
      'A=1 nohup ~/\'bin/my run\' "a b" &',
    );
    expect(withProgram('', '/bin/x')).toBe('/bin/x');
  });
});

test.each([
  ['My Site', 'my-site'],
  ['Größe & mehr!', 'grosse-mehr'],
  ['a/b.service', 'a-b-service'],
  ['---', null],
  ['сайт', null],
])('the name of “%s” is %s', (text, name) => {
  expect(nameFromText(text)).toBe(name);
});

test.each([
  ['python3 -m http.server 48100', 'http-server'],
  ['/opt/venv/bin/python3.11 ~/jobs/backup.py --all', 'backup'],
  ['node ~/site/server.js', 'site'],
  ['cd ~/site && npm run dev', 'site'],
  ['npm start', 'npm'],
  ['~/bin/sync-notes.sh', 'sync-notes'],
  ['rclone serve webdav ~/notes', 'rclone'],
  ['java -jar /opt/metabase.jar', 'metabase'],
  ["sh -c 'a | b'", 'sh'],
  ['a | b', null],
])('a service that runs %j is offered as %s', (line, name) => {
  expect(nameFromCommand(readCommandLine(line), '')).toBe(name);
});

test('a form kept by an earlier version keeps its command', () => {
  const old = Object.fromEntries(Object.entries(emptyForm()).filter(([key]) => key !== 'command'));
  const form = { ...old, program: '/bin/a b', arguments: ['-x', '$y'] };
  expect(currentForm(form)).toEqual({ ...emptyForm(), command: "'/bin/a b' -x '$y'" });
  expect(currentForm(emptyForm())).toEqual(emptyForm());
});
