/** The fake’s diagnoses: those of the scene. A remedy makes the unit run, and can be undone. */
import type { Diagnosis } from '../../../electron/core/diagnosis/cause.ts';
import type { diagnosisMethods } from '../../../electron/ipc/contract/diagnosis.ts';
import type { HandlersOf } from '../../../electron/ipc/contract/method.ts';
import type { Scene } from '../scene.ts';
import { after, type FakeStore } from '../units.ts';
import { moment } from './moment.ts';

const nothing = (unit: string): Diagnosis => ({ unit, causes: [], known: [], lastLine: null });

export const diagnosisHandlers = (
  scene: Scene,
  store: FakeStore,
): HandlersOf<typeof diagnosisMethods> => ({
  diagnose: ({ unit }) => scene.diagnoses?.[unit] ?? nothing(unit),
  remedyChanges: () => [...(scene.changes ?? [])],
  applyRemedy: async ({ unit: name, cause, remedy }) => {
    await moment();
    const offered = scene.diagnoses?.[name]?.causes
      .find(({ number }) => number === cause)
      ?.remedies.find(({ id }) => id === remedy);
    const changed = [after(store.unit(name), 'start')];
    store.dispatch({ kind: 'units', changed, removed: [] });
    store.dispatch({
      kind: 'transactions',
      change: {
        undoable: {
          kind: 'remedy',
          id: 'abc-0123456789ab',
          unit: name,
          label: offered?.label ?? '',
          at: Date.now(),
        },
      },
    });
    return null;
  },
  showEvidence: () => undefined,
});
