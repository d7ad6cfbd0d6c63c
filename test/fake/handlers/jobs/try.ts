/** A try on the fake says what the scene says, then runs until it is stopped; by default it ends well at once. */
import type { TryEnd, TryNews, TryStart } from '../../../../electron/core/try/try-report.ts';
import type { Emit } from '../../../../electron/ipc/contract/index.ts';
import type { HandlersOf } from '../../../../electron/ipc/contract/method.ts';
import type { tryMethods } from '../../../../electron/ipc/contract/jobs/try.ts';
import type { Scene } from '../../scene.ts';
import { moment } from '../moment.ts';

const id = 'hearth-try-0a1b2c3d.service';

const endedWell: TryEnd = {
  result: 'success',
  exitKind: 'exited',
  exitStatus: 0,
  failedCommand: null,
  workingFolder: '',
  durationMs: 1240,
  by: 'itself',
  killedRest: false,
  isLogged: true,
};

export const tryHandlers = ({
  scene,
  emit,
}: {
  scene: Scene;
  emit: Emit;
}): HandlersOf<typeof tryMethods> => {
  const told = scene.tried ?? {};
  const news = (differs: Partial<TryNews>): void => {
    emit('tried', { id, phase: 'running', lines: [], omitted: 0, end: null, ...differs });
  };
  const begin = async (): Promise<TryStart> => {
    await moment();
    setTimeout(() => {
      news({ lines: told.lines ?? [], omitted: told.omitted ?? 0 });
      if (told.end !== null) news({ phase: 'ended', end: { ...endedWell, ...told.end } });
    }, 40);
    return { id, notes: told.notes ?? [] };
  };
  return {
    tryForm: begin,
    tryUnit: begin,
    stopTry: async () => {
      news({ phase: 'stopping' });
      await moment();
      const end: TryEnd = { ...endedWell, exitKind: 'killed', exitStatus: 15, by: 'person' };
      news({ phase: 'ended', end });
    },
  };
};
