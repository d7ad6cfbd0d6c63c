/** What the fields of the forms read in a file, compared with what `systemctl show` says about its service. */
import { readFile, readdir } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { emptyForm, unitText } from '../../electron/core/create/service-form.ts';
import { readSetting } from '../../electron/core/fields/read-setting.ts';
import { readPercent, readSize, readWhole } from '../../electron/core/fields/number-faults.ts';
import {
  formSetting,
  settingKeys,
  type SettingItems,
  type SettingKey,
} from '../../electron/core/fields/registry.ts';
import { readCommands } from '../../electron/core/syntax/exec-parser.ts';
import { readTimeSpan } from '../../electron/core/syntax/time-span.ts';
import { parse, parseText, type UnitFile } from '../../electron/core/syntax/unit-file.ts';
import { systemctl, withUnits } from './manager.ts';
import { randomItems } from './random-settings.ts';
import { randomOfRun } from './random.ts';
import type { Failure } from './report.ts';

/** What systemctl calls the property, and what it says for these items. */
interface Shown {
  property: string;
  text: string;
}

type Items = readonly string[];

const last = (items: Items): string => items.at(-1) ?? '';

/** systemd shows spans with the largest units; compared as microseconds. */
const micros = (text: string): string => String(readTimeSpan(text) ?? text);

const commandText = (items: Items): string =>
  items
    .flatMap((item) => readCommands(item).commands)
    .map(({ program, argv, prefixes }) => {
      const words = argv.map(({ text }) => text).join(' ');
      return `${program.text} ${words} ${prefixes.includes('-') ? 'yes' : 'no'}`;
    })
    .join('\n');

const shownCommands = (text: string): string =>
  [...text.matchAll(/\{ path=(.*?) ; argv\[\]=(.*?) ; ignore_errors=(yes|no)/g)]
    .map(([, program, argv, ignored]) => `${program ?? ''} ${argv ?? ''} ${ignored ?? ''}`)
    .join('\n');

const codes: Record<string, string> = {
  DATAERR: '65',
  TEMPFAIL: '75',
  SIGTERM: 'TERM',
  SIGUSR1: 'USR1',
};

/** systemctl quotes words with a backslash. */
const plain = (word: string): string =>
  word.startsWith('"') ? word.slice(1, -1).replaceAll('\\\\', '\\') : word;

const words = (text: string): string => [...new Set(text.split(/\s+/).map(plain))].sort().join(' ');

const statusText = (items: Items): string =>
  words(items.map((item) => codes[item] ?? wholeText(item)).join(' '));

const same = (text: string): string => text;

interface Rule {
  property?: string;
  ours: (items: Items) => string;
  theirs?: (text: string) => string;
}

const exact: Rule = { ours: last };
const wholeText = (text: string): string => String(readWhole(text) ?? text);
const whole: Rule = { ours: (items) => wholeText(last(items)) };
const size: Rule = {
  ours: (items) => (last(items) === 'infinity' ? 'infinity' : String(readSize(last(items)))),
};
const span = (property: string): Rule => ({
  property,
  ours: (items) => micros(last(items)),
  theirs: micros,
});
const output: Rule = { ours: (items) => last(items).split(':')[0] ?? '' };
const commands: Rule = { ours: commandText, theirs: shownCommands };
const list: Rule = { ours: (items) => words(items.join(' ')), theirs: words };

/** Those of which systemd shows more than the file has: what is implied, too. */
const among = new Set<SettingKey>([
  ...(['After', 'Before', 'Wants', 'Requires', 'RequiresMountsFor'] as const),
]);

/** `systemctl show` has no words for credentials; the system test asks the bus. */
const rules: Partial<Record<SettingKey, Rule>> = {
  MemoryHigh: size,
  MemoryMax: size,
  CPUQuota: {
    property: 'CPUQuotaPerSecUSec',
    ours: (items) => String(Math.round((readPercent(last(items)) ?? NaN) * 10_000)),
    theirs: micros,
  },
  CPUWeight: whole,
  IOWeight: whole,
  TasksMax: whole,
  Nice: whole,
  LimitNOFILE: { ours: (items) => wholeText(last(items).split(':').at(-1) ?? '') },
  After: list,
  Before: list,
  Wants: list,
  Requires: list,
  BindsTo: list,
  PartOf: list,
  OnFailure: list,
  RequiresMountsFor: list,
  ExecStartPre: commands,
  ExecStartPost: commands,
  ExecReload: commands,
  ExecStop: commands,
  ExecStopPost: commands,
  StartLimitBurst: whole,
  StartLimitIntervalSec: span('StartLimitIntervalUSec'),
  SuccessExitStatus: { ours: statusText, theirs: words },
  RestartPreventExitStatus: { ours: statusText, theirs: words },
  EnvironmentFile: {
    property: 'EnvironmentFiles',
    ours: (items) =>
      items
        .map((item) =>
          item.startsWith('-')
            ? `${item.slice(1)} (ignore_errors=yes)`
            : `${item} (ignore_errors=no)`,
        )
        .join('\n'),
  },
  // systemctl doesn’t show the file.
  StandardOutput: output,
  StandardError: output,
  NoNewPrivileges: exact,
  RestrictSUIDSGID: exact,
  RestrictRealtime: exact,
  LockPersonality: exact,
  PrivateUsers: exact,
  PrivateTmp: exact,
  ProtectSystem: exact,
  ProtectKernelTunables: exact,
  ProtectKernelModules: exact,
  ProtectKernelLogs: exact,
  ProtectControlGroups: exact,
  ProtectClock: exact,
  ProtectHostname: exact,
};

const shownKeys = settingKeys.filter((key) => rules[key] !== undefined);

/** By property, whose lines may be several. */
const readShow = (text: string): Map<string, string> => {
  const shown = new Map<string, string>();
  for (const line of text.split('\n')) {
    const at = line.indexOf('=');
    const [property, value] = [line.slice(0, at), line.slice(at + 1)];
    const before = shown.get(property);
    shown.set(property, before === undefined ? value : `${before}\n${value}`);
  }
  return shown;
};

const compare = (file: UnitFile, show: ReadonlyMap<string, string>) => {
  let fields = 0;
  const wrong: (Shown & { ours: string })[] = [];
  for (const key of shownKeys) {
    const field = readSetting(file, formSetting(key));
    const rule = rules[key];
    if (field.kind === 'fixed' || field.value.length === 0 || rule === undefined) continue;
    // What specifiers stand for is another matter.
    if (field.value.some((item) => item.includes('%') && key !== 'CPUQuota')) continue;
    fields += 1;
    const property = rule.property ?? key;
    const [ours, theirs] = [
      rule.ours(field.value),
      (rule.theirs ?? same)(show.get(property) ?? ''),
    ];
    const isSame = among.has(key)
      ? ours.split(' ').every((word) => theirs.split(' ').includes(word))
      : isDeepStrictEqual(ours, theirs);
    if (!isSame) wrong.push({ property, ours, text: theirs });
  }
  return { fields, wrong };
};

const makeItems = (seed: number, run: number): SettingItems => {
  const random = randomOfRun(seed + 1, run);
  return Object.fromEntries(
    settingKeys.filter(() => random.chance(3)).map((key) => [key, randomItems(random, key)]),
  );
};

const makeFile = (settings: SettingItems): UnitFile => {
  const form = { ...emptyForm(), name: 'form', command: '/bin/true', settings };
  return parseText(unitText(form));
};

/** What the form of a new service lost on the way to its file. */
const lostIn = (file: UnitFile, items: SettingItems): SettingKey[] =>
  settingKeys.filter((key) => {
    const field = readSetting(file, formSetting(key));
    const wanted = items[key] ?? [];
    const isUsual = key === 'WantedBy' && wanted.length === 0;
    return !isUsual && !(field.kind === 'editable' && isDeepStrictEqual(field.value, wanted));
  });

/** So many services at a time: a file and a reload each take longer than reading them. */
const atOnce = 50;

export const compareShown = async (
  seed: number,
  services: number,
): Promise<{ failures: Failure[]; fields: number }> => {
  const failures: Failure[] = [];
  let fields = 0;
  for (let first = 0; first < services; first += atOnce) {
    const count = Math.min(atOnce, services - first);
    const made = new Map(
      Array.from({ length: count }, (_, at) => [
        `form-${first + at}.service`,
        makeItems(seed, first + at),
      ]),
    );
    const files = new Map([...made].map(([unit, items]) => [unit, makeFile(items)]));
    const texts = new Map(
      [...files].map(([unit, { bytes }]) => [unit, Buffer.from(bytes).toString()]),
    );
    await withUnits(texts, async () => {
      for (const [at, [unit, file]] of [...files].entries()) {
        const { stdout } = await systemctl('show', '--', unit);
        const lost = lostIn(file, made.get(unit) ?? {});
        if (lost.length > 0)
          failures.push({ run: first + at, what: `${unit}: lost`, details: { lost } });
        const compared = compare(file, readShow(stdout));
        fields += compared.fields;
        for (const details of compared.wrong)
          failures.push({
            run: first + at,
            what: `${unit}: systemctl show says something else`,
            details: { ...details, file: texts.get(unit) },
          });
      }
    });
  }
  return { failures, fields };
};

/** The same for the services that packages installed, where nothing else adds to their files. */
export const compareInstalled = async (
  folder: string,
): Promise<{ failures: Failure[]; fields: number; services: number }> => {
  const failures: Failure[] = [];
  let [fields, services] = [0, 0];
  for (const unit of await readdir(folder)) {
    if (!/^[^@]+\.service$/.test(unit)) continue;
    const { stdout } = await systemctl('show', '--', unit);
    const show = readShow(stdout);
    if (show.get('FragmentPath') !== `${folder}/${unit}` || (show.get('DropInPaths') ?? '') !== '')
      continue;
    const compared = compare(parse(await readFile(`${folder}/${unit}`)), show);
    services += 1;
    fields += compared.fields;
    for (const details of compared.wrong)
      failures.push({
        run: 0,
        what: `${unit}: systemctl show says something else`,
        details: { ...details },
      });
  }
  return { failures, fields, services };
};
