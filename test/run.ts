/**
 * Runs the suites and ends with one line for all of them. `node test/run.ts [unit|components|machine|system|e2e|apart …] [FILTER …]`
 *
 * `unit` and `components` run here, and so does `machine`, as root, with its own throwaway machines. The others run in
 * one that is booted once: `system` as alice in a login session, `e2e` in her desktop, `apart` in a separate desktop,
 * which its tests may ruin. Beside these two, `system` has a machine of its own: its tests wait more than they work.
 * Installs what is missing on this machine first, or says what is.
 */
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import { bundle } from '../build/bundle.ts';
import { tellAndExit } from '../build/problem.ts';
import { resolveElectron } from '../build/runtime.ts';
import { testEnvironment } from './environment.ts';
import { requireRoot, withMachine } from './machine/machine.ts';
import { ensurePackages } from './machine/packages.ts';
import { checkout, inside, outDirectory } from './machine/paths.ts';
import { desktop, user } from './machine/session.ts';
import { packageApp } from './package-app.ts';
import { vitestWords } from './vitest-words.ts';

const suites = ['unit', 'components', 'machine', 'system', 'e2e', 'apart'] as const;
type Suite = (typeof suites)[number];

interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

/** The parts of vitest's JSON report that are read here. */
interface Report {
  success: boolean;
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
}

const runSuite = async (
  suite: Suite,
  filters: readonly string[],
  stopped: AbortSignal,
): Promise<number> => {
  const env = testEnvironment(process.env);
  // A filter may be meant for another suite; the total shows if nothing matched at all.
  const words = (project: string, out: string): string[] =>
    vitestWords(project, suite, out, ['--passWithNoTests', ...filters]);
  switch (suite) {
    case 'unit':
    case 'components':
    case 'machine': {
      const [program = '', ...args] = words(checkout, outDirectory);
      const { exitCode } = await execa(program, args, {
        reject: false,
        stdio: ['ignore', 'inherit', 'inherit'],
        cancelSignal: stopped,
      });
      return exitCode ?? 1;
    }
    case 'system':
      return user(words(inside.project, inside.out), { env });
    case 'e2e':
    case 'apart':
      return desktop(words(inside.project, inside.out), { env });
  }
};

/**
 * A suite that dies without a report, or fails outside a test, counts as one failure.
 * @param out where its report is.
 */
const countOf = async (suite: Suite, exitCode: number, out = outDirectory): Promise<Count> => {
  const text = await readFile(path.join(out, `${suite}.json`), 'utf8').catch(() => null);
  if (text === null) return { passed: 0, failed: 1, skipped: 0 };
  const report = JSON.parse(text) as Report;
  const silent = report.numFailedTests === 0 && (exitCode !== 0 || !report.success);
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + (silent ? 1 : 0),
    skipped: report.numPendingTests + report.numTodoTests,
  };
};

/** Prepares the Electron and the app that these suites drive. Returns the Electron's folder. */
const prepare = async (wanted: readonly Suite[]): Promise<string> => {
  const electron = await resolveElectron();
  console.log(electron.note);
  if (wanted.includes('e2e') || wanted.includes('apart')) {
    await bundle();
    await packageApp(electron);
  }
  return electron.dist;
};

const sum = (counts: readonly Count[]): Count => {
  const of = (key: keyof Count): number => counts.reduce((all, count) => all + count[key], 0);
  return { passed: of('passed'), failed: of('failed'), skipped: of('skipped') };
};

const runSuites = async (
  wanted: readonly Suite[],
  filters: readonly string[],
  stopped: AbortSignal,
): Promise<Count> => {
  const counts: Count[] = [];
  for (const suite of wanted) {
    if (stopped.aborted) {
      console.log(`Stopped before ${suite}.`);
      break;
    }
    await rm(path.join(outDirectory, `${suite}.json`), { force: true });
    counts.push(await countOf(suite, await runSuite(suite, filters, stopped)));
  }
  return sum(counts);
};

/** Runs `system` in a machine of its own. Its lines are indented: they come between those of others. */
const runBeside = async (filters: readonly string[], stopped: AbortSignal): Promise<Count> => {
  const name = 'system';
  const out = path.join(outDirectory, name);
  await rm(path.join(out, `${name}.json`), { force: true });
  const output = [
    function* (line: unknown) {
      yield `    ${String(line)}`;
    },
    'inherit',
  ] as const;
  const { exitCode } = await execa(process.execPath, [import.meta.filename, name, ...filters], {
    env: { HEARTH_MACHINE: name },
    stdin: 'ignore',
    stdout: output,
    stderr: output,
    buffer: false,
    reject: false,
    cancelSignal: stopped,
  });
  return countOf(name, exitCode ?? 1, out);
};

/** Ctrl+C ends the current suites, which the signal also reaches in the machine, and starts no other. */
const untilStopped = (): AbortSignal => {
  const stopped = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(name, () => {
      stopped.abort();
    });
  }
  return stopped.signal;
};

const main = async (): Promise<void> => {
  const words = process.argv.slice(2);
  const named = suites.filter((suite) => words.includes(suite));
  const wanted = named.length === 0 ? [...suites] : named;
  const filters = words.filter((word) => !suites.some((suite) => suite === word));
  const isHere = wanted.every((suite) => ['unit', 'components', 'machine'].includes(suite));
  if (wanted.some((suite) => !['unit', 'components'].includes(suite))) {
    await ensurePackages();
    requireRoot('npm test');
  }
  const stopped = untilStopped();
  const run = (some = wanted) => runSuites(some, filters, stopped);
  const runAll = async (): Promise<Count> => {
    const others = wanted.filter((suite) => suite !== 'system');
    const isDesktopWanted = others.some((suite) => suite === 'e2e' || suite === 'apart');
    if (others.length === wanted.length || !isDesktopWanted) return run();
    return sum(await Promise.all([runBeside(filters, stopped), run(others)]));
  };
  const total = isHere ? await run() : await withMachine(await prepare(wanted), runAll);
  console.log(
    `${String(total.passed)} passed, ${String(total.failed)} failed, ${String(total.skipped)} skipped`,
  );
  process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
};

await main().catch(tellAndExit);
