/**
 * Runs the suites and ends with one line for all of them. `node test/run.ts [unit|components|machine|system|e2e|apart …] [FILTER …]`
 *
 * `unit` and `components` run here, and so does `machine`, as root, with its own throwaway machines. The others run in
 * one that is booted once: `system` as alice in a login session, `e2e` in her desktop, `apart` in a separate desktop,
 * which its tests may ruin. Installs what is missing on this machine first, or says what is.
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

/** A suite that dies without a report, or fails outside a test, counts as one failure. */
const countOf = async (suite: Suite, exitCode: number): Promise<Count> => {
  const text = await readFile(path.join(outDirectory, `${suite}.json`), 'utf8').catch(() => null);
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

const runSuites = async (wanted: readonly Suite[], filters: readonly string[]): Promise<Count> => {
  const total: Count = { passed: 0, failed: 0, skipped: 0 };
  const stopped = new AbortController();
  // Ctrl+C ends the current suite, which the signal also reaches in the machine, and starts no other.
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(name, () => {
      stopped.abort();
    });
  }
  for (const suite of wanted) {
    if (stopped.signal.aborted) {
      console.log(`Stopped before ${suite}.`);
      break;
    }
    await rm(path.join(outDirectory, `${suite}.json`), { force: true });
    const count = await countOf(suite, await runSuite(suite, filters, stopped.signal));
    total.passed += count.passed;
    total.failed += count.failed;
    total.skipped += count.skipped;
  }
  return total;
};

const main = async (): Promise<void> => {
  const words = process.argv.slice(2);
  const named = suites.filter((suite) => words.includes(suite));
  const wanted = named.length === 0 ? [...suites] : named;
  const filters = words.filter((word) => !suites.some((suite) => suite === word));
  const run = () => runSuites(wanted, filters);
  const isHere = wanted.every((suite) => ['unit', 'components', 'machine'].includes(suite));
  if (wanted.some((suite) => !['unit', 'components'].includes(suite))) {
    await ensurePackages();
    requireRoot('npm test');
  }
  const total = isHere ? await run() : await withMachine(await prepare(wanted), run);
  console.log(
    `${String(total.passed)} passed, ${String(total.failed)} failed, ${String(total.skipped)} skipped`,
  );
  process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
};

await main().catch(tellAndExit);
