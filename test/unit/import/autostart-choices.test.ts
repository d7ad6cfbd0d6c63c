/** Autostart entries as services. */
import { describe, expect, test } from 'vitest';
import {
  entryChoices,
  programsOf,
  type EntrySurroundings,
  type FoundEntry,
} from '../../../electron/core/import/autostart-choices.ts';
import { filesOfEntry } from '../../../electron/core/import/autostart-files.ts';
import { createAutostartTexts } from '../../../electron/core/texts/create/autostart.ts';
import { createImportTexts } from '../../../electron/core/texts/create/import.ts';
import { encodeUtf8 } from '../../../electron/core/text/utf8.ts';

const { notes, faults } = createAutostartTexts;

const found = (lines: readonly string[], more: Partial<FoundEntry> = {}): FoundEntry => ({
  file: 'a.desktop',
  path: '/home/alice/.config/autostart/a.desktop',
  content: { kind: 'read', bytes: encodeUtf8(['[Desktop Entry]', ...lines].join('\n')) },
  link: null,
  overrides: null,
  ...more,
});

const entry = (...lines: string[]): FoundEntry => found(['Type=Application', ...lines]);

const around: EntrySurroundings = {
  hasUnit: () => false,
  find: (program) => {
    if (program.endsWith('gone')) return null;
    return program.startsWith('/') ? program : `/usr/bin/${program}`;
  },
  locale: '',
  desktopCheck: '/usr/lib/systemd/systemd-xdg-autostart-condition',
};

const choiceOf = (one: FoundEntry, more: Partial<EntrySurroundings> = {}) => {
  const [choice] = entryChoices([one], { ...around, ...more });
  if (choice === undefined) throw new Error('no choice');
  return choice;
};
const textOf = (one: FoundEntry, needsScreen = true): string =>
  filesOfEntry(choiceOf(one), { needsScreen })
    .map(({ text }) => text)
    .join('');
const notesOf = (one: FoundEntry, more: Partial<EntrySurroundings> = {}): readonly string[] => {
  const { conversion } = choiceOf(one, more);
  return conversion.kind === 'converted' ? conversion.notes : [];
};
const whyNot = (one: FoundEntry, more: Partial<EntrySurroundings> = {}): string | null => {
  const { conversion, name } = choiceOf(one, more);
  if (conversion.kind === 'converted') return null;
  expect(name).toBeNull();
  return conversion.why;
};

describe('an autostart entry', () => {
  test('becomes a service that starts and stops with the desktop', () => {
    const one = entry('Name=My 100% App', 'Exec=tool "a b" %u $x 5%%', 'Path=/srv/a b');
    expect(textOf(one)).toBe(`[Unit]
Description=My 100%% App
PartOf=graphical-session.target
After=graphical-session.target

[Service]
Type=exec
ExitType=cgroup
WorkingDirectory=/srv/a b
ExecStart=/usr/bin/tool "a b" $$x 5%%

[Install]
WantedBy=graphical-session.target
`);
  });

  test('becomes a service that needs no screen', () => {
    const text = textOf(entry('Exec=tool', 'OnlyShowIn=KDE;'), false);
    expect(text).toContain('WantedBy=default.target\n');
    expect(text).not.toContain('graphical');
    expect(text).not.toContain('ExecCondition');
  });

  test('waits as long as it says, and may', () => {
    expect(textOf(entry('Exec=tool', 'X-GNOME-Autostart-Delay=10'))).toContain(
      'ExitType=cgroup\nExecStartPre=/bin/sleep 10\nExecStart=/usr/bin/tool\n',
    );
    expect(textOf(entry('Exec=tool', 'X-GNOME-Autostart-Delay=120'))).toContain(
      'TimeoutStartSec=210\nExecStartPre=/bin/sleep 120\n',
    );
    for (const no of ['0', '-5', 'soon', '9999999'])
      expect(textOf(entry('Exec=tool', `X-GNOME-Autostart-Delay=${no}`))).not.toContain('sleep');
  });

  test('starts in its desktops only', () => {
    const one = entry('Exec=tool', 'OnlyShowIn=GNOME;X-Ci"nna mon;', 'NotShowIn=KDE');
    expect(textOf(one)).toContain(
      'ExecCondition=/usr/lib/systemd/systemd-xdg-autostart-condition "GNOME:X-Ci\\"nna mon" KDE\n',
    );
    expect(notesOf(one)).toHaveLength(2);
    expect(notesOf(one, { desktopCheck: null })).toEqual([notes.anyDesktop]);
  });

  test('starts only while TryExec= is a program', () => {
    expect(textOf(entry('Exec=tool', 'TryExec=other'))).toContain(
      'ConditionFileIsExecutable=/usr/bin/other\n',
    );
    expect(notesOf(entry('Exec=tool', 'TryExec=/opt/gone'))).toEqual([
      notes.noTryExec('/opt/gone'),
    ]);
    expect(whyNot(entry('Exec=tool', 'TryExec=gone'))).toBe(faults.missing('gone'));
  });

  test.each([
    ['Terminal=true', notes.terminal],
    ['DBusActivatable=true', notes.bus],
    ['X-GNOME-Autostart-enabled=false', notes.offInGnome],
  ])('says what is different: %s', (line, note) => {
    expect(notesOf(entry('Exec=tool', line))).toEqual([note]);
  });

  test('says what isn’t carried over', () => {
    const [note] = notesOf(entry('Exec=tool', 'X-KDE-autostart-phase=1', 'AutostartCondition=x'));
    expect(note).toContain('X-KDE-autostart-phase=');
    expect(note).toContain('AutostartCondition=');
  });

  test('says which unit systemd makes of it, and which file it replaces', () => {
    const unit = 'app-a\\x2db@autostart.service';
    const overrides = '/etc/xdg/autostart/a-b.desktop';
    const one = { ...entry('Exec=tool'), file: 'a-b.desktop', overrides };
    expect(notesOf(one, { hasUnit: (name) => name === unit })).toEqual([
      notes.generated(unit),
      notes.overrides(overrides),
    ]);
  });

  test('that is a link is switched off by removing the link, unless another would start then', () => {
    const link = { ...entry('Exec=tool'), link: '/usr/share/applications/a.desktop' };
    expect(choiceOf(link)).toMatchObject({ canSwitchOff: true });
    const both = { ...link, overrides: '/etc/xdg/autostart/a.desktop' };
    expect(choiceOf(both)).toMatchObject({ canSwitchOff: false });
    expect(notesOf(both)).toEqual([notes.linkStays(both.overrides)]);
  });

  test.each<[string, FoundEntry, string]>([
    ['no group', { ...entry(), content: { kind: 'read', bytes: encodeUtf8('x') } }, faults.noGroup],
    ['unread', { ...entry(), content: { kind: 'fault', why: faults.tooLarge } }, faults.tooLarge],
    ['no type', found(['Exec=tool']), faults.type],
    ['a link to a page', found(['Type=Link', 'URL=x', 'Exec=tool']), faults.type],
    ['no Exec', entry('Name=a'), faults.noExec],
    ['an empty Exec', entry('Exec='), faults.noExec],
    ['only D-Bus', entry('DBusActivatable=true'), faults.onlyBus],
    ['an open quote', entry('Exec=a "b'), faults.badExec],
    ['no program', entry('Exec=gone'), faults.missing('gone')],
    ['no program there', entry('Exec=/opt/gone'), faults.missing('/opt/gone')],
    ['a relative program', entry('Exec=bin/a'), faults.relative('bin/a')],
    ['a home in a program', entry('Exec=~/bin/a'), faults.relative('~/bin/a')],
    ['a relative folder', entry('Exec=a', 'Path=b'), faults.relative('b')],
    ['a folder with a line break', entry('Exec=a', 'Path=/b\\nUser=x'), faults.control],
    ['a folder that continues the line', entry('Exec=a', 'Path=/b\\\\'), faults.relative('/b\\')],
    ['other bytes', entry('Exec=a caf\udce9'), createImportTexts.otherBytes],
    ['a null byte', entry('Exec=a "b\0"'), faults.control],
  ])('can’t be imported: %s', (_, one, why) => {
    expect(whyNot(one)).toBe(why);
    expect(filesOfEntry(choiceOf(one), { needsScreen: true })).toEqual([]);
  });

  test('that only hides one of the system says so', () => {
    const overrides = '/etc/xdg/autostart/a.desktop';
    expect(whyNot({ ...found(['Hidden=true']), overrides })).toBe(faults.onlyHides(overrides));
    expect(choiceOf(entry('Hidden=true', 'Exec=a'))).toMatchObject({ isOff: true, name: 'a' });
  });

  test('is called by its name in the person’s language, or by its file', () => {
    const lines = ['Exec=a', 'Name=Mail', 'Name[de]=Post'];
    expect(choiceOf(entry(...lines), { locale: 'de_DE.UTF-8' }).label).toBe('Post');
    expect(choiceOf(entry('Exec=a', 'Name=caf\udce9')).label).toBe('a');
    expect(choiceOf(entry('Exec=a')).label).toBe('a');
  });

  test('breaks no line with its name', () => {
    const text = textOf(entry('Exec=a', 'Name=x\\nUser=root'));
    expect(text).toContain('Description=a\n');
    expect(textOf(entry('Exec=a', 'Name=x\\\\'))).toContain('Description=x\n');
  });

  test('gets a name that no unit has, also beside others', () => {
    const all = [entry('Exec=tool'), entry('Exec=/opt/tool'), entry('Exec=sh -c "x"')];
    const choices = entryChoices(
      all.map((one, at) => ({ ...one, file: `e${String(at)}.desktop` })),
      { ...around, hasUnit: (unit) => unit === 'tool.service' },
    );
    expect(choices.map(({ name }) => name)).toEqual(['tool-2', 'tool-3', 'sh']);
  });
});

test('names the programs to look for', () => {
  const all = [entry('Exec=a b', 'TryExec=c'), entry('Exec=a'), entry('Exec="'), found([])];
  expect(programsOf(all)).toEqual(['a', 'c']);
});
