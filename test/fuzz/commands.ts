/**
 * Feeds random arguments, environments and texts of ExecStart= in unit files to the real systemd:
 * - what our writer wrote reaches the process, arguments and environment, byte for byte;
 * - what our reader reads in any text reaches the process, with variables expanded;
 * - what the form makes of any text it accepts reaches the process;
 * - the manager lists what we read, and refuses the units that we expect it to refuse: listed.ts.
 */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { assignmentWord, execText } from '../../electron/core/syntax/exec-writer.ts';
import { readCommands } from '../../electron/core/syntax/exec-parser.ts';
import { readEditForm, setCommand } from '../../electron/core/files/edit-form.ts';
import { expandSpecifiers, expandVariables } from '../../electron/core/syntax/specifiers.ts';
import { parseText, valuesOf } from '../../electron/core/syntax/unit-file.ts';
import { decodeUtf8, encodeUtf8 } from '../../electron/core/text/utf8.ts';
import { compareListed, listedUnit } from './listed.ts';
import { openUserBus, specifiersOf, systemctl, withUnits } from './manager.ts';
import { randomOfRun, type Random } from './random.ts';
import { shown, type Failure, type Outcome } from './report.ts';
import { randomArgument, randomRaw, randomVariables } from './texts.ts';

/** Writes its arguments, each ended by a null byte, and for the first command of a unit also its environment. */
const dumpScript = (folder: string): string => `#!/bin/sh
id=$1
shift
for word; do printf '%s\\0' "$word"; done > '${folder}'/"$id".argv
case $id in *.0) cat /proc/$$/environ > '${folder}'/"$id".env ;; esac
`;

/** Names of the same program; the last three need escaping. */
const programNames = ['dump', 'dump me', '50% %n', '$HOME ${x}', 'ü;#'];

interface Command {
  run: number;
  /** Names the files that it writes; ends with the command's number within its unit. */
  id: string;
  line: string;
  expected: string[];
}

interface RunUnit {
  name: string;
  text: string;
  variables: Map<string, string>;
  commands: Command[];
}

/** What the process gets for these words. */
const meant = (
  { name, variables }: Pick<RunUnit, 'name' | 'variables'>,
  prefixes: string,
  words: readonly string[],
): string[] => {
  const expanded = words.map((word) => expandSpecifiers(word, specifiersOf(name)));
  return prefixes.includes(':')
    ? expanded
    : expanded.flatMap((word) => expandVariables(word, (one) => variables.get(one)));
};

/** What we read in a line: the arguments after the id. null unless it is exactly one command that runs. */
const readLine = (unit: RunUnit, line: string): string[] | null => {
  const { assignments } = parseText(`[Service]\n${line}\n`);
  const [value = ''] = valuesOf(assignments, 'Service', 'ExecStart');
  const { commands, refused } = readCommands(value, specifiersOf(unit.name));
  const [command, ...others] = commands;
  if (refused || command === undefined || others.length > 0) return null;
  const words = command.argv.map(({ text }) => text);
  return meant(unit, command.prefixes, words).slice(2);
};

const odd = [';', '\\;', 'a b', '', '"', '$HF_A', '%h', 'x'];

/** The line after the form adds and removes arguments after the id; null if the form does not accept it. */
const editLine = (
  unit: RunUnit,
  line: string,
  random: Random,
): Omit<Command, 'run' | 'id'> | null => {
  const file = parseText(`[Service]\n${line}\n`);
  const { command } = readEditForm(file);
  if (command.kind === 'fixed') return null;
  const { program, arguments: words } = command.value;
  const from = 1 + random.number(words.length);
  const wanted = words.toSpliced(from, random.number(3), ...random.list(3, () => random.pick(odd)));
  const text = decodeUtf8(setCommand(file, { program, arguments: wanted }).bytes);
  const prefixes = program.slice(0, program.indexOf('/'));
  const expected = meant(unit, prefixes, wanted).slice(1);
  return { line: text.slice('[Service]\n'.length), expected };
};

/** Of six runs four write arguments, one writes a text and predicts its meaning, one edits such a text by form. */
const randomCommand = (
  unit: RunUnit,
  { run, id }: Pick<Command, 'run' | 'id'>,
  folder: string,
  random: Random,
): Command => {
  if (random.chance(3)) {
    const prefix = random.pick(['', '', ':', '-']);
    const line = `ExecStart=${prefix}${folder}/dump ${id} ${randomRaw(random, 10)}\n`;
    const edited = random.chance(2) ? editLine(unit, line, random) : null;
    if (edited !== null) return { run, id, ...edited };
    const expected = readLine(unit, line);
    if (expected !== null) return { run, id, line, expected };
  }
  const expected = random.list(6, () => randomArgument(random));
  const line = `ExecStart=${execText(`${folder}/${random.pick(programNames)}`, [id, ...expected])}`;
  return { run, id, line, expected };
};

const randomUnit = (seed: number, first: number, size: number, folder: string): RunUnit => {
  const name = `hearth-fuzz-${first}.service`;
  const variables = randomVariables(randomOfRun(seed, first));
  const unit: RunUnit = { name, text: '', variables, commands: [] };
  const commands = Array.from({ length: size }, (_, index) => {
    const run = first + index;
    const random = randomOfRun(seed + 1, run);
    return randomCommand(unit, { run, id: `${first}.${index}` }, folder, random);
  });
  const environment = [...variables].map((pair) => `Environment=${assignmentWord(pair.join('='))}`);
  const lines = commands.map(({ line }) => line);
  const text = ['[Service]', 'Type=oneshot', ...environment, ...lines, ''].join('\n');
  return { ...unit, text, commands };
};

const bytesOf = (words: readonly string[]): Buffer =>
  Buffer.concat(words.map((word) => encodeUtf8(`${word}\0`)));

const readDump = (file: string): Promise<Buffer> =>
  readFile(file).catch(() => Buffer.from('(it did not run)'));

const judgeCommand = async (folder: string, command: Command): Promise<Failure[]> => {
  const { run, id, line } = command;
  const theirs = await readDump(path.join(folder, `${id}.argv`));
  const ours = bytesOf(command.expected);
  if (theirs.equals(ours)) return [];
  const details = { line, ours: shown(ours), theirs: shown(theirs) };
  return [{ run, what: 'the process got other arguments', details }];
};

const judgeEnvironment = async (folder: string, unit: RunUnit): Promise<Failure[]> => {
  const [first] = unit.commands;
  if (first === undefined) return [];
  const dump = await readDump(path.join(folder, `${first.id}.env`));
  const theirs = dump
    .toString('latin1')
    .split('\0')
    .filter((pair) => /^_?HF/.test(pair))
    .sort();
  const pairs = [...unit.variables].map((pair) => pair.join('='));
  const ours = pairs.map((pair) => Buffer.from(encodeUtf8(pair)).toString('latin1')).sort();
  if (JSON.stringify(theirs) === JSON.stringify(ours)) return [];
  const what = 'the process got another environment';
  return [{ run: first.run, what, details: { unit: unit.text, ours, theirs } }];
};

const runUnits = async (units: readonly RunUnit[], folder: string): Promise<Failure[]> => {
  const texts = new Map(units.map(({ name, text }) => [name, text]));
  return withUnits(texts, async () => {
    await systemctl('start', ...texts.keys());
    const failures = await Promise.all(
      units.flatMap((unit) => [
        judgeEnvironment(folder, unit),
        ...unit.commands.map((command) => judgeCommand(folder, command)),
      ]),
    );
    return failures.flat();
  });
};

const listUnits = async (seed: number, first: number, size: number): Promise<Failure[]> => {
  const runs = Array.from({ length: size }, (_, index) => first + index);
  const texts = new Map(
    runs.map((run) => [`hearth-fuzz-list-${run}.service`, listedUnit(seed + 2, run)]),
  );
  const bus = openUserBus();
  const failures = await withUnits(texts, () =>
    Promise.all(
      [...texts].map(([unit, text], index) => compareListed(bus, first + index, unit, text)),
    ),
  );
  bus.close('done');
  return failures.flat();
};

const makePrograms = async (folder: string): Promise<void> => {
  await mkdir(folder, { recursive: true });
  await Promise.all(
    programNames.map((name) =>
      writeFile(path.join(folder, name), dumpScript(folder), { mode: 0o755 }),
    ),
  );
};

const batch = 1000;
const commandsPerUnit = 20;
/** One in this many runs is a unit to be listed, with three texts in it. */
const runsPerListed = 4;

/** A run is one command in a unit that is started; in addition, units are listed. */
export const fuzzCommands = async (seed: number, runs: number): Promise<Outcome> => {
  const failures: Failure[] = [];
  const folder = await mkdtemp(path.join(tmpdir(), 'hearth-fuzz-'));
  await makePrograms(folder);
  let listed = 0;
  for (let first = 0; first < runs; first += batch) {
    const size = Math.min(batch, runs - first);
    const units: RunUnit[] = [];
    for (let at = 0; at < size; at += commandsPerUnit) {
      units.push(randomUnit(seed, first + at, Math.min(commandsPerUnit, size - at), folder));
    }
    failures.push(...(await runUnits(units, folder)));
    const lists = Math.ceil(size / runsPerListed);
    failures.push(...(await listUnits(seed, first, lists)));
    listed += lists;
  }
  await rm(folder, { recursive: true });
  console.log(`${runs} commands were run, and ${listed} units listed.`);
  return { runs: runs + listed, failures };
};
