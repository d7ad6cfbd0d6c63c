/** Waits for a service that was just started: for a state that means something, and for its proof. */
import { setTimeout as pause } from 'node:timers/promises';
import { fail } from '../../core/problems/problem.ts';
import { proofStepLines } from '../../core/proof/proof-reading.ts';
import type { ManagerDetails } from '../../core/units/unit.ts';
import type { Host } from '../../host/host.ts';
import { createStepsTexts } from '../../core/texts/create/steps.ts';
import { watchProof } from '../../system/proof/proof-file.ts';

/** How long a new process must live to count as running: what fails at once has failed by then. */
const settleMs = 1000;
const lookEveryMs = 100;

/** How long journald may take, and how long it must stay quiet to count as done. */
const journalMs = 3000;
const journalPauseMs = 300;

const proofSeconds = 15;

type State = Pick<ManagerDetails, 'activeState' | 'subState'>;

/** Polls until the service has failed, finished, or stayed up for a second. Returns the last look. */
export const waitUntilSettled = async <Details extends State>(
  look: () => Promise<Details>,
): Promise<Details> => {
  const began = Date.now();
  for (;;) {
    const details = await look();
    const ended =
      details.activeState === 'failed' ||
      details.activeState === 'inactive' ||
      details.subState === 'auto-restart';
    if (ended || Date.now() - began >= settleMs) return details;
    await pause(lookEveryMs);
  }
};

/**
 * Journal lines about a service that has just ended. journald receives a service's own output separately from the
 * manager's messages, under load a second later, so read until two readings agree.
 */
export const settledLines = async (read: () => Promise<string[]>): Promise<string[]> => {
  let before = await read();
  for (const end = Date.now() + journalMs; Date.now() < end;) {
    await pause(journalPauseMs);
    const now = await read();
    if (now.length > 0 && now.length === before.length) return now;
    before = now;
  }
  return before;
};

/** Returns the proof's last lines once it is written after `since` (S11); '' when aborted. */
export const waitForProof = (
  host: Pick<Host, 'files' | 'watchFile'>,
  path: string,
  since: number,
  signal: AbortSignal,
): Promise<string> =>
  new Promise((resolve, reject) => {
    let why = createStepsTexts.noProof.old;
    const watch = watchProof(host, path, (reading) => {
      switch (reading.kind) {
        case 'text':
          // File times may be coarser than the clock.
          if (reading.modifiedAt < since - 1000) break;
          end();
          resolve(reading.lines.slice(-proofStepLines).join('\n'));
          break;
        case 'binary':
          if (reading.modifiedAt < since - 1000) break;
          end();
          resolve(createStepsTexts.binaryProof(reading.sizeBytes));
          break;
        case 'missing':
          why = createStepsTexts.noProof.missing;
          break;
        case 'empty':
          why = createStepsTexts.noProof.empty;
          break;
        case 'folder':
          why = createStepsTexts.noProof.folder;
          break;
        case 'special':
          why = createStepsTexts.noProof.special;
          break;
        case 'unreadable':
          why = createStepsTexts.noProof.unreadable(reading.detail);
          break;
      }
    });
    const limit = setTimeout(() => {
      end();
      reject(fail('proof-silent', { path, seconds: proofSeconds, why }));
    }, proofSeconds * 1000);
    const cancel = (): void => {
      end();
      resolve('');
    };
    const end = (): void => {
      signal.removeEventListener('abort', cancel);
      clearTimeout(limit);
      watch.close();
    };
    signal.addEventListener('abort', cancel);
  });
