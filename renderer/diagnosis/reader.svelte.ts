/** The diagnosis of the unit on screen: asked again when its state changes, of a crashing unit not each time. */
import type { Diagnosis } from '../../electron/core/diagnosis/cause.ts';
import { toProblem, type Problem } from '../../electron/core/problems/problem.ts';
import type { PageClient } from '../client.svelte.ts';

/** So many questions within this time are no haste: a service passes through several states as it fails. */
const hasty = 4;
const hasteMs = 4000;

export interface DiagnosisReader {
  readonly diagnosis: Diagnosis | null;
  /** Why there is none; null if there is one, or none was asked for. */
  readonly problem: Problem | null;
  /** Asks now, or as soon as the last question is answered. */
  read(): void;
  /** It runs again: what was wrong before no longer holds. */
  forget(): void;
  close(): void;
}

export const createDiagnosisReader = (
  hearth: PageClient['hearth'],
  unit: string,
): DiagnosisReader => {
  let diagnosis = $state.raw<Diagnosis | null>(null);
  let problem = $state.raw<Problem | null>(null);
  let isBusy = false;
  let isWanted = false;
  let isClosed = false;
  /** When the last questions were asked. */
  let asked: number[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  const readNow = async (): Promise<void> => {
    isBusy = true;
    isWanted = false;
    asked = [...asked, performance.now()].slice(-hasty);
    try {
      const answer = await hearth.diagnose({ unit });
      if (!isClosed) [diagnosis, problem] = [answer, null];
    } catch (thrown) {
      if (!isClosed) problem = toProblem(thrown);
    }
    const rest = asked.length < hasty ? 0 : (asked[0] ?? 0) + hasteMs - performance.now();
    if (rest > 0) timer = setTimeout(goOn, rest);
    else goOn();
  };
  const goOn = (): void => {
    isBusy = false;
    if (isWanted && !isClosed) void readNow();
  };
  const stop = hearth.on('diagnosis', (sent) => {
    if (sent.unit === diagnosis?.unit) diagnosis = sent.diagnosis;
  });

  return {
    get diagnosis() {
      return diagnosis;
    },
    get problem() {
      return problem;
    },
    read() {
      if (isBusy) isWanted = true;
      else void readNow();
    },
    forget() {
      [isWanted, diagnosis, problem] = [false, null, null];
    },
    close() {
      isClosed = true;
      clearTimeout(timer);
      stop();
    },
  };
};
