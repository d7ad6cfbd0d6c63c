/**
 * Edits through the fields of the forms, on the real unit files of this machine: only the lines meant change, reading
 * returns what was set, and undoing the edit in the editor returns the bytes. In the user manager, what the fields read
 * is what systemd shows.
 */
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { undo } from '@codemirror/commands';
import type { EditField } from '../../electron/core/fields/edit-field.ts';
import { readSetting } from '../../electron/core/fields/read-setting.ts';
import {
  allSettings,
  settingKeys,
  formSetting,
  type SettingKey,
} from '../../electron/core/fields/registry.ts';
import { writeSetting } from '../../electron/core/fields/write-setting.ts';
import {
  fieldKeys,
  readEditForm,
  setCommand,
  setEnvironment,
  setTextField,
  type CommandEdit,
  type TextField,
} from '../../electron/core/files/edit-form.ts';
import { withEndings } from '../../electron/core/text/lines.ts';
import { decodeUtf8, encodeUtf8 } from '../../electron/core/text/utf8.ts';
import { parse, parseText, type UnitFile } from '../../electron/core/syntax/unit-file.ts';
import {
  changesBetween,
  docOf,
  linesOf,
  makeState,
} from '../../renderer/files/text/editor-state.ts';
import { randomItems } from './random-settings.ts';
import { randomOfRun, type Random } from './random.ts';
import { shown, type Failure, type Outcome } from './report.ts';
import { compareInstalled, compareShown } from './shown-settings.ts';

const isServiceFile = /\.(?:service|conf)$/;

const filesBelow = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && isServiceFile.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
};

/** Lines that packages seldom have. */
const odd = [
  '[Unit]\n# why\nAfter=a.service \\\n  # inside\n  b.service\nAfter=\nWants=c.service d.service\n',
  '[Service]\r\nExecStartPre=/bin/a \\\r\n  b\r\n; note\r\nExecStartPre=-/bin/c\r\nMemoryMax = 1G\r\n',
  '[Service]\nNice=1\nNice=2\nCPUQuota=\nLoadCredential=a:/a\nLoadCredentialEncrypted=\nExecStop=/bin/x',
  '[Service]\nSuccessExitStatus=1 2\nSuccessExitStatus=\nSuccessExitStatus=3\n[Install]\nWantedBy=a.target\n[Service]\nExecReload=/bin/r\n',
  '',
  '# only a comment',
  '[Unit]\nAfter="q.service"\nDescription=ü → 😀\n\n\n[Service]\nExecStart=/bin/true \\',
];

/** The physical lines that belong to no setting of a key; comments within its lines do not. */
const otherLines = (file: UnitFile, { section, key }: { section: string; key: string }) => {
  const own = file.assignments.filter((one) => one.section === section && one.key === key);
  const lines: string[] = [];
  let at = 0;
  for (const line of Buffer.from(file.bytes)
    .toString('latin1')
    .split(/(?<=\n)/)) {
    const isOwn = own.some(({ start, end }) => at >= start && at < end);
    if (!isOwn || /^[ \t]*[#;]/.test(line)) lines.push(line.replace(/\r?\n$/, ''));
    at += line.length;
  }
  return lines;
};

/** A section that was added is the only other line that may be new. */
const withoutNew = (lines: readonly string[], before: UnitFile, section: string): string[] => {
  if (before.sections.some(({ name }) => name === section)) return [...lines];
  const header = lines.lastIndexOf(`[${section}]`);
  return lines.slice(0, header < 0 ? undefined : header);
};

const trimmed = (lines: readonly string[]): string[] =>
  lines.slice(0, lines.findLastIndex((line) => line !== '') + 1);

/** As the editor does it, and takes it back. */
const undone = (before: string, after: string): string => {
  let state = makeState(before, {
    label: '',
    readOnly: false,
    knowledge: null,
    onsave: () => undefined,
  });
  state = state.update({
    changes: changesBetween(state.doc, docOf(after)),
    userEvent: 'input.replace',
  }).state;
  undo({
    state,
    dispatch: (transaction) => {
      ({ state } = transaction);
    },
  });
  return withEndings(before, linesOf(state.doc));
};

const itemsIn = (file: UnitFile, key: SettingKey): readonly string[] | string => {
  const field = readSetting(file, formSetting(key));
  return field.kind === 'editable' ? field.value : field.text;
};

/** One field of the form, and something to put into it. */
interface Edit {
  section: string;
  key: string;
  put: unknown;
  read: (file: UnitFile) => EditField<unknown>;
  write: (file: UnitFile, put: unknown) => UnitFile;
}

const settingEdit = (random: Random): Edit => {
  const key = random.pick(settingKeys);
  const setting = formSetting(key);
  return {
    section: setting.section,
    key,
    put: randomItems(random, key),
    read: (file) => readSetting(file, setting),
    write: (file, put) => writeSetting(file, key, put as string[]),
  };
};

const texts: Record<TextField, readonly string[]> = {
  description: ['', 'ü → x', '%h # a', 'a;b'],
  workingDirectory: ['', '/tmp', '-%h/a b', '~'],
  restart: ['', 'no', 'always', 'on-failure'],
  restartSec: ['', '5', '1min 30s'],
  wantedBy: ['', 'default.target', 'a.target b.target'],
};
const words = ['x', 'a b', '"', "'", '%h', '$A', ';', 'ü', '#', '\\', ''];

/** The fields that aren't folded. */
const usualEdit = (random: Random): Edit => {
  const field = random.pick(Object.keys(fieldKeys) as (keyof typeof fieldKeys)[]);
  const of = { ...fieldKeys[field], read: (file: UnitFile) => readEditForm(file)[field] };
  if (field === 'command') {
    const put = { program: '/bin/x', arguments: random.list(4, () => random.pick(words)) };
    return { ...of, put, write: (file, to) => setCommand(file, to as CommandEdit) };
  }
  if (field === 'environment') {
    const put = random.list(4, () => random.pick(words)).map((word, at) => `V${at}=${word}`);
    return { ...of, put, write: (file, to) => setEnvironment(file, to as string[]) };
  }
  const put = random.pick(texts[field]);
  return { ...of, put, write: (file, to) => setTextField(file, field, String(to)) };
};

const written = ({ write }: Edit, file: UnitFile, put: unknown): UnitFile | null => {
  try {
    return write(file, put);
  } catch (thrown) {
    if (thrown instanceof RangeError) return null;
    throw thrown;
  }
};

/** New variables come last, wherever the person put them. */
const inOrder = (value: unknown): unknown =>
  Array.isArray(value) && value.every((one) => /^V\d=/.test(String(one)))
    ? value.toSorted()
    : value;

/** A command can't be taken away by the form. */
const isEmptied = (value: unknown): boolean =>
  isDeepStrictEqual(value, { program: '', arguments: [] });

/** What is wrong with setting one field; null if nothing is. */
const faultOf = (file: UnitFile, edit: Edit): string | null => {
  const { section, key, put, read } = edit;
  const field = read(file);
  const copy = file.bytes.slice();
  const changed = written(edit, file, put);
  if (field.kind === 'fixed') return changed === null ? null : 'a field that is only text was set';
  if (changed === null) return 'a value that systemd takes was refused';
  const same = isEmptied(field.value) ? file : written(edit, file, field.value);
  if (same === null || !Buffer.from(same.bytes).equals(file.bytes))
    return 'a field set to itself changed bytes';
  if (!Buffer.from(file.bytes).equals(copy)) return 'the file itself was changed';
  const now = read(parse(changed.bytes));
  if (now.kind === 'fixed' || !isDeepStrictEqual(inOrder(now.value), inOrder(put)))
    return `reads ${JSON.stringify(now)}`;
  const other = allSettings.find(
    (one) =>
      one.key !== key && !isDeepStrictEqual(itemsIn(changed, one.key), itemsIn(file, one.key)),
  );
  if (other !== undefined) return `${other.key} changed, too`;
  const rest = withoutNew(otherLines(changed, edit), file, section);
  if (!isDeepStrictEqual(trimmed(rest), trimmed(otherLines(file, edit))))
    return 'other lines changed';
  const [before, after] = [decodeUtf8(file.bytes), decodeUtf8(changed.bytes)];
  return Buffer.from(encodeUtf8(undone(before, after))).equals(copy)
    ? null
    : 'undone, the bytes differ';
};

/** Up to four edits, one after the other. */
const editFile = (run: number, name: string, bytes: Uint8Array, random: Random): Failure | null => {
  let file = parse(bytes);
  const count = 1 + random.number(4);
  for (let nth = 0; nth < count; nth += 1) {
    const edit = random.chance(5) ? usualEdit(random) : settingEdit(random);
    const fault = faultOf(file, edit);
    const changed = written(edit, file, edit.put);
    if (fault !== null)
      return {
        run,
        what: `${name}: ${edit.key}: ${fault}`,
        details: {
          put: edit.put,
          file: shown(file.bytes),
          now: shown((changed ?? file).bytes),
        },
      };
    file = changed ?? file;
  }
  return null;
};

const perSystemd = 100;

export const fuzzForms = async (seed: number, runs: number): Promise<Outcome> => {
  const folders = ['/usr/lib/systemd/user', '/usr/lib/systemd/system'];
  const names = (await Promise.all(folders.map(filesBelow))).flat();
  const files = [
    ...(await Promise.all(names.map(async (name) => ({ name, bytes: await readFile(name) })))),
    ...odd.map((text, at) => ({ name: `odd ${at}`, bytes: parseText(text).bytes })),
  ];
  const failures: Failure[] = [];
  for (let run = 0; run < runs; run += 1) {
    const random = randomOfRun(seed, run);
    const { name, bytes } = random.pick(files);
    const failure = editFile(run, name, bytes, random);
    if (failure !== null) failures.push(failure);
  }
  console.log(`edited ${names.length} unit files of this machine, and ${odd.length} odd ones`);
  const services = Math.ceil(runs / perSystemd);
  const compared = await compareShown(seed, services);
  failures.push(...compared.failures);
  const real = await compareInstalled(folders[0] ?? '');
  failures.push(...real.failures);
  console.log(
    `compared ${compared.fields} fields of ${services} services with systemctl show, and ${real.fields} of ${real.services} installed ones`,
  );
  return { runs, failures };
};
