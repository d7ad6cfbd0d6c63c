/**
 * `hearth` from these sources: `npm run --silent hearth -- status`. What needs a window is bundled first, as by
 * `npm start`, and runs on this desktop; a Hearth that runs already gets the words.
 */
import { parseWords } from '../../electron/cli/parse-words.ts';
import { tellAndExit } from '../problem.ts';
import { calledIn } from './npm-words.ts';

const main = async (): Promise<void> => {
  const words = process.argv.slice(2);
  if (parseWords(words).kind === 'open') {
    const { openHere } = await import('../open-here.ts');
    process.exitCode = await openHere(words);
    return;
  }
  process.chdir(calledIn('hearth'));
  await import('../../electron/cli/windowless.ts');
};

await main().catch(tellAndExit);
