/**
 * Says why a unit failed or isn’t running, as its page does, without a window:
 * `npm run --silent explain -- [--json] UNIT`
 *
 * The diagnosis goes to stdout, everything else to stderr.
 */
import { openLookingEngine } from '../electron/cli/looking-engine.ts';
import { isUnitName } from '../electron/core/names/unit-name.ts';
import { toProblem } from '../electron/core/problems/problem.ts';
import { explainUnit } from '../electron/engine/diagnosis/explain-unit.ts';
import { readNpmWords } from './cli/npm-words.ts';
import { tellAndExit } from './problem.ts';

const usage = `Usage: npm run --silent explain -- [--json] UNIT

Says why a unit of your user manager failed or isn’t running, as its page does, without changing anything.
  --json  prints the diagnosis for programs to read.
Exit code: 0 if nothing is wrong, 1 if it failed, isn’t running or its proof is lost, 2 if it couldn’t be looked at.`;

const main = async (): Promise<number> => {
  const { operands, asJson, unknown } = readNpmWords(process.argv.slice(2));
  const [name = '', ...more] = operands;
  const unit = isUnitName(name) ? name : `${name}.service`;
  const faultOf = (): string | null => {
    if (unknown !== null) return `There is no option ${unknown}.`;
    if (name === '' || more.length > 0) return 'Name one unit to explain.';
    return isUnitName(unit) ? null : `“${name}” isn’t the name of a unit.`;
  };
  const fault = faultOf();
  if (fault !== null) {
    console.error(`${fault}\n\n${usage}`);
    return 2;
  }
  const { engine, close } = openLookingEngine(process.env, console.error);
  try {
    return await explainUnit({ unit, asJson }, engine, console.log);
  } catch (thrown) {
    const { what, why, next } = toProblem(thrown);
    console.error(`${what} ${why} ${next}`);
    return 2;
  } finally {
    await close();
  }
};

process.exitCode = await main().catch(tellAndExit);
