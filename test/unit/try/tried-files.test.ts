/** The text of a service as drop-ins of another unit, and what a try changes. */
import { describe, expect, test } from 'vitest';
import { decodeUtf8, encodeUtf8 } from '../../../electron/core/text/utf8.ts';
import { triedSettings, dropInsOf } from '../../../electron/core/try/tried-files.ts';
import { lastThatFit } from '../../../electron/core/try/try-report.ts';
import { tryNotes, trySettings } from '../../../electron/core/try/try-settings.ts';
import { placeOfPerson, unitSpecifiers } from '../../../electron/core/units/unit-specifiers.ts';
import { parseText } from '../../../electron/core/syntax/unit-file.ts';

const person = {
  name: 'alice',
  uid: 1000,
  home: '/home/alice',
  runtimeFolder: '/run/user/1000',
  unitFolder: '/home/alice/.config/systemd/user',
};

const dropIns = (unit: string, texts: readonly string[], scripts: readonly string[] = []) =>
  dropInsOf(
    {
      unit,
      sockets: [],
      files: texts.map((text, at) => ({
        path: at === 0 ? `/units/${unit}` : `/units/${unit}.d/${String(at)}.conf`,
        bytes: encodeUtf8(text),
      })),
      scripts: scripts.map(() => ({
        paths: ['%h/a.sh', '/home/alice/a.sh'],
        bytes: encodeUtf8(''),
      })),
    },
    { specifiers: unitSpecifiers(unit, placeOfPerson(person)), scripts, settings: '[Service]\n' },
  );

const textIn = (unit: string, text: string, scripts: readonly string[] = []): string =>
  decodeUtf8(dropIns(unit, [text], scripts)[0]?.bytes ?? new Uint8Array());

describe('the files of a try', () => {
  test('keep every byte but names, and come in their order', () => {
    const text = '# \u00e9\r\n[Service]\nExecStart=a \\\n  b %h %%n\n[X-Hearth]\nProofFile=/a\n';
    const made = dropIns('a.service', [text, '[Service]\nNice=1\n']);
    expect(made.map(({ name }) => name)).toEqual(['!0-unit.conf', '1.conf', '~9-try.conf']);
    expect(textIn('a.service', text)).toBe(text);
  });

  test.each([
    ['ExecStart=/a %n %N', 'ExecStart=/a a-b@c.service a-b@c'],
    ['Description=%i of %p, 100%%', 'Description=c of a-b, 100%%'],
    ['ExecStart=/a %y', 'ExecStart=/a /units/a-b@c.service'],
    ['WorkingDirectory=%h/%j', 'WorkingDirectory=%h/b'],
  ])('write out what its name means: %s', (line, written) => {
    expect(textIn('a-b@c.service', `[Service]\n${line}\n`)).toBe(`[Service]\n${written}\n`);
  });

  test('escape a name where systemd undoes escapes, and only there', () => {
    const text = '[Service]\nExecStart=/a %n %P\nWorkingDirectory=/a/%p\n';
    expect(textIn('a\\x20b.service', text)).toBe(
      '[Service]\nExecStart=/a a\\x5cx20b.service a\\x20b\nWorkingDirectory=/a/a\\x20b\n',
    );
  });

  test('leave out what starts or stops other units, continued lines and all', () => {
    const text =
      '[Unit]\nOnFailure=a.service \\\n  b.service\nAfter=c.service\nConflicts=d.service';
    expect(textIn('a.service', text)).toBe('[Unit]\nAfter=c.service\n');
  });

  test('run scripts that aren’t saved from where they are for the try', () => {
    const text = '[Service]\nExecStart=%h/a.sh\nExecStop=/home/alice/a.sh stop\n';
    expect(textIn('a.service', text, ['/tmp/b.sh'])).toBe(
      '[Service]\nExecStart=/tmp/b.sh\nExecStop=/tmp/b.sh stop\n',
    );
  });

  test('run them from a folder with blanks and signs, and not what only begins like them', () => {
    const text = '[Service]\nExecStart=%h/a.sh %h/a.sh.old /srv%h/a.sh-2\n';
    expect(textIn('a.service', text, ['/my $& 100%/b.sh'])).toBe(
      '[Service]\nExecStart=/my\\x20\\x24\\x26\\x20100\\x25/b.sh %h/a.sh.old /srv%h/a.sh-2\n',
    );
  });

  test('have what a try changes after every drop-in, whatever its name', () => {
    const made = dropInsOf(
      {
        unit: 'a.service',
        sockets: [],
        files: ['/a.service', '/a.service.d/\u00fc.conf'].map((path) => ({
          path,
          bytes: encodeUtf8(''),
        })),
        scripts: [],
      },
      { specifiers: () => undefined, scripts: [], settings: '' },
    );
    const names = made.map(({ name }) => Buffer.from(name));
    expect(names.toSorted(Buffer.compare)).toEqual(names);
  });

  test('keep bytes that are not UTF-8', () => {
    const bytes = new Uint8Array([...encodeUtf8('[Service]\nExecStart=/a '), 0xe9, 0x0a]);
    const made = dropInsOf(
      { unit: 'a.service', sockets: [], files: [{ path: '/a.service', bytes }], scripts: [] },
      { specifiers: () => undefined, scripts: [], settings: '' },
    );
    expect(made[0]?.bytes).toEqual(bytes);
  });
});

const settingsOf = (text: string, seconds = 60, real = 'a.service'): string[] => {
  const of = { real, unit: 'hearth-try-00000000.service', seconds, keepsFolders: false };
  return trySettings(parseText(text).assignments, of).split('\n');
};

describe('the settings of a try', () => {
  test.each([
    ['[Service]\n', 60, ['RuntimeMaxSec=65', 'TimeoutStartSec=65', 'TimeoutStopSec=10']],
    ['[Service]\n', 300, ['RuntimeMaxSec=305', 'TimeoutStartSec=90', 'TimeoutStopSec=10']],
    ['[Service]\nTimeoutSec=3\n', 60, ['TimeoutStartSec=3', 'TimeoutStopSec=3']],
    [
      '[Service]\nTimeoutStartSec=0\nRuntimeMaxSec=2min\n',
      60,
      ['TimeoutStartSec=65', 'RuntimeMaxSec=65'],
    ],
    ['[Service]\nRuntimeMaxSec=5\n', 60, ['RuntimeMaxSec=5']],
    ['[Service]\nType=oneshot\n', 300, ['TimeoutStartSec=305']],
  ] as const)(
    'end it after its time, but no later than its own limits: %j',
    (text, seconds, lines) => {
      expect(settingsOf(text, seconds)).toEqual(expect.arrayContaining([...lines]));
    },
  );

  test('don’t limit the run of a oneshot, which systemd warns of', () => {
    expect(settingsOf('[Service]\nType=oneshot\n').join('\n')).not.toContain('RuntimeMaxSec');
  });

  test('put an instance into the slice of its template, unless it has another', () => {
    expect(settingsOf('', 60, 'a-b@c.service')).toContain('Slice=app-a\\x2db.slice');
    expect(settingsOf('[Service]\nSlice=x.slice\n', 60, 'a-b@c.service').join('\n')).not.toContain(
      'Slice=app',
    );
  });
});

describe('what is different from the real service', () => {
  const notesOf = (text: string, up: readonly string[] = []) => {
    const specifiers = unitSpecifiers('a.service', placeOfPerson(person));
    const items = triedSettings(
      { files: [{ path: '/a.service', bytes: encodeUtf8(text) }] },
      specifiers,
    );
    const isUp = (unit: string): boolean => up.includes(unit);
    return tryNotes(items, { unit: 'a.service', isUp, sockets: [] });
  };

  test('is nothing for a plain service', () => {
    expect(notesOf('[Service]\nExecStart=/a\nRestart=no\n')).toEqual([]);
  });

  test('names what isn’t applied, what else is started, and where output goes', () => {
    const text =
      '[Unit]\nWants=b.service %p-c.service\nOnFailure=d.service\n[Service]\nRestart=always\nRemainAfterExit=yes\nStandardOutput=file:/a\n';
    expect(notesOf(text, ['b.service'])).toEqual([
      { kind: 'starts', units: ['a-c.service'] },
      { kind: 'restart', value: 'always' },
      { kind: 'left-out', keys: ['OnFailure', 'RemainAfterExit'] },
      { kind: 'output', value: 'file:/a' },
    ]);
  });

  test('is that the real one runs', () => {
    expect(notesOf('[Service]\n', ['a.service'])).toEqual([{ kind: 'running', unit: 'a.service' }]);
  });
});

test('the last lines of a try are kept, as many as a page shows', () => {
  const line = (text: string) => ({ text, from: 'service', priority: 6 }) as const;
  const many = Array.from({ length: 5000 }, (_, at) => line(String(at)));
  const fit = lastThatFit(many);
  expect([fit.lines.length, fit.omitted, fit.lines.at(-1)?.text]).toEqual([2000, 3000, '4999']);
  const long = Array.from({ length: 1000 }, () => line('x'.repeat(4096)));
  expect(lastThatFit(long).lines.length).toBe(128);
  expect(lastThatFit([]).omitted).toBe(0);
});
