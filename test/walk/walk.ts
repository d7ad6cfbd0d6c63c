/**
 * Walks S1 to S13 in the desktop of the throwaway machine and prints each step with the command that proves it and its
 * output. Saves a picture of the whole screen per step into FOLDER. `walk.ts FOLDER [--once]`
 */
import path from 'node:path';
import { execa } from 'execa';
import { startHearth } from '../e2e/driving/hearth.ts';
import { steps } from './steps.ts';

const indent = (text: string): string => text.replace(/^/gm, '    ');

const picture = async (folder: string, id: string): Promise<void> => {
  await execa('import', ['-window', 'root', path.join(folder, `${id}.png`)]);
};

const walk = async (folder: string, once: boolean): Promise<void> => {
  const hearth = await startHearth();
  try {
    const page = await hearth.window();
    for (const step of steps) {
      console.log(`\n${step.id}  ${step.title}`);
      try {
        const { did, command, answer } = await step.run(page);
        if (did !== undefined) console.log(`  Hearth did:  ${did}`);
        console.log(`  $ ${command}\n${indent(answer)}`);
      } catch (thrown) {
        console.error(
          `\n${step.id} failed: ${thrown instanceof Error ? thrown.message : String(thrown)}`,
        );
        process.exitCode = 1;
        return;
      } finally {
        await picture(folder, step.id);
      }
    }
    console.log('\nAll thirteen steps are done.');
    if (!once) {
      console.log('Hearth stays open in the desktop of the machine. Ctrl-C ends it.');
      await new Promise((resolve) => process.once('SIGINT', resolve).once('SIGTERM', resolve));
    }
  } finally {
    await hearth.close();
  }
};

const [folder = '.', ...rest] = process.argv.slice(2);
await walk(folder, rest.includes('--once'));
