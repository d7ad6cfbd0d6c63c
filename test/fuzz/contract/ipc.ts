/**
 * Calls every method of the contract with malformed input, from Hearth’s own page and from others. Whatever the schema
 * refuses, and whatever another page asks, must reach nothing: no file, no program, no bus. What the schema lets through is
 * done for real, by the person’s own manager: it gets an answer, and changes nothing outside the folders that Hearth works in.
 */
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { IpcMain } from 'electron';
import * as v from 'valibot';
import {
  methodNames,
  methods,
  type Answer,
  type MethodName,
} from '../../../electron/ipc/contract/index.ts';
import { isSmall } from '../../../electron/ipc/input-size.ts';
import { serve } from '../../../electron/ipc/server.ts';
import { channelOf } from '../../../electron/ipc/transport.ts';
import { localHost, openHearth } from '../../open-engine.ts';
import { atMost, quietFor } from '../../quiet.ts';
import { slowHost } from '../../system/workbench/slow-host.ts';
import { likelyInput, malformedInput } from './malformed.ts';
import { randomOfRun, type Random } from '../random.ts';
import type { Failure, Outcome } from '../report.ts';

/** These run what somebody types, as they should. */
const running: ReadonlySet<MethodName> = new Set<MethodName>([
  'createService',
  'tryForm',
  'tryUnit',
]);
/** Of the calls that pass the schema, so many are made: each may run programs. */
const doneOneIn = 4;
const answerMs = 60_000;
/** What answers and queues may hold at the end. */
const mostGrownBytes = 200 * 1024 * 1024;

const ownFrame = { url: 'hearth://app/index.html' };
const own = { senderFrame: ownFrame, sender: { mainFrame: ownFrame } };
const framed = (url: string, mainFrame: unknown = { url }) => ({
  senderFrame: { url },
  sender: { mainFrame },
});
const sameFrame = (url: string) => {
  const frame = { url };
  return { senderFrame: frame, sender: { mainFrame: frame } };
};
const foreign = [
  { senderFrame: null, sender: { mainFrame: ownFrame } },
  framed('hearth://app/index.html', ownFrame),
  ...[
    'https://app/index.html',
    'hearth://app.example/index.html',
    'hearth://other/',
    'about:blank',
  ],
  ...['file:///app/index.html', 'data:text/html,hearth://app/', 'HEARTH://app/index.html', ''],
].map((one) => (typeof one === 'string' ? sameFrame(one) : one));

type Handle = (event: unknown, input: unknown) => unknown;

/** The folders in which a call that is allowed may change files. */
const workFolders = [
  ...['.config/systemd', '.config/autostart', '.config/environment.d', '.config/hearth'],
  ...['.local/share/systemd', '.local/share/Trash', '.local/share/hearth', '.local/bin', '.cache'],
];

/** Each file outside of them, with its size and time. */
const filesOf = async (home: string, folder = ''): Promise<string[]> => {
  const entries = await readdir(path.join(home, folder), { withFileTypes: true }).catch(() => []);
  const found = await Promise.all(
    entries.map(async (entry) => {
      const at = path.join(folder, entry.name);
      if (workFolders.includes(at)) return [];
      if (entry.isDirectory()) return filesOf(home, at);
      const about = await stat(path.join(home, at)).catch(() => null);
      return [`${at} ${String(about?.size)} ${String(about?.mtimeMs)}`];
    }),
  );
  return found.flat();
};

const passes = (name: MethodName, input: unknown): boolean =>
  isSmall(input) && v.safeParse(methods[name].input, input).success;

/** @throws for what doesn’t answer, and whatever it throws. */
const inTime = async (answer: unknown): Promise<Answer<unknown>> => {
  const got = await atMost(answerMs, Promise.resolve(answer as Answer<unknown>));
  if (got === null) throw new Error(`no answer within ${answerMs / 1000} s`);
  return got;
};

const openTarget = (stateFolder: string) => {
  const bugs: unknown[] = [];
  const handles = new Map<string, Handle>();
  const slow = slowHost(localHost(), { delayMs: 0, random: () => 1 });
  const report = (bug: unknown): void => {
    bugs.push(bug);
  };
  const engine = openHearth({ stateFolder }, { report }, slow.host);
  const ipcMain = { handle: (channel: string, handle: Handle) => handles.set(channel, handle) };
  const isOwn = (url: string): boolean => url.startsWith('hearth://app/');
  serve(ipcMain as unknown as IpcMain, engine.handlers, isOwn, report);
  return {
    bugs,
    calls: () => slow.calls().length,
    forget: slow.forget,
    call: (name: MethodName, event: unknown, input: unknown): unknown =>
      handles.get(channelOf(name))?.(event, input),
    /** What it does at its start is over. */
    settled: async (): Promise<void> => {
      for (let before = -1; before !== slow.calls().length;) {
        before = slow.calls().length;
        await quietFor(500, 'an engine that still starts asks the host');
      }
    },
    dispose: engine.dispose,
  };
};

type Target = ReturnType<typeof openTarget>;

/** Why the call was answered wrongly; null for a right answer. */
const faultOf = async (
  target: Target,
  {
    name,
    event,
    input,
    isAllowed,
  }: { name: MethodName; event: unknown; input: unknown; isAllowed: boolean },
): Promise<string | null> => {
  const before = target.calls();
  const bugsBefore = target.bugs.length;
  try {
    const got = await inTime(target.call(name, event, input));
    if (event !== own) return 'a foreign page got an answer';
    if (name !== 'reportPageError' && target.bugs.length > bugsBefore)
      return `a bug: ${String(target.bugs.at(-1))}`;
    if (!isAllowed && got.ok) return 'malformed input was taken';
    structuredClone(got);
  } catch (thrown) {
    if (event === own) return `it threw: ${String(thrown)}`;
  }
  // Nothing else runs between a refused call and its answer.
  return !isAllowed && target.calls() > before ? 'it reached the host' : null;
};

const drawCall = (random: Random) => {
  const name = random.pick(methodNames);
  const schema = methods[name].input as v.GenericSchema;
  const input = random.chance(10) ? likelyInput(schema, random) : malformedInput(schema, random);
  return { name, input, event: random.chance(5) ? random.pick(foreign) : own };
};

export const fuzzIpc = async (seed: number, runs: number): Promise<Outcome> => {
  const failures: Failure[] = [];
  const stateFolder = await mkdtemp(path.join(tmpdir(), 'hearth-fuzz-'));
  const home = process.env['HOME'] ?? '';
  const before = await filesOf(home);
  const target = openTarget(stateFolder);
  await target.settled();
  let [refused, done] = [0, 0];
  let startBytes = 0;
  for (let run = 0; run < runs; run += 1) {
    const random = randomOfRun(seed, run);
    const { name, input, event } = drawCall(random);
    const isAllowed = event === own && passes(name, input);
    if (isAllowed && (running.has(name) || !random.chance(doneOneIn))) continue;
    if (isAllowed) done += 1;
    else refused += 1;
    const what = await faultOf(target, { name, event, input, isAllowed });
    if (what !== null) failures.push({ run, what, details: { name, input, event } });
    if (run % 1000 === 0) target.forget();
    if (run === Math.min(1000, runs - 1)) startBytes = process.memoryUsage.rss();
  }
  const grown = process.memoryUsage.rss() - startBytes;
  if (grown > mostGrownBytes) failures.push({ run: runs, what: 'memory', details: { grown } });
  target.dispose();
  await rm(stateFolder, { recursive: true, force: true });
  const changed = (await filesOf(home)).filter((file) => !before.includes(file));
  if (changed.length > 0) failures.push({ run: runs, what: 'files', details: { changed } });
  const megabytes = Math.round(grown / 1024 / 1024);
  console.log(`${refused} refused, ${done} done; memory grew by ${megabytes} MB`);
  return { runs, failures };
};
