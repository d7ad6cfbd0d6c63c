/** Takes the test machine down when the last of its owners has ended, however that ended. Started by `up`. */
import { setTimeout as sleep } from 'node:timers/promises';
import { watch } from './machine.ts';

await watch(() => sleep(300));
