/** The runs of the fake's units: those of the scene, else the current one alone. */
import type { Run, RunHistory } from '../../../electron/core/runs/run.ts';
import { isUp } from '../../../electron/core/units/unit.ts';
import type { HandlersOf } from '../../../electron/ipc/contract/method.ts';
import type { runsMethods } from '../../../electron/ipc/contract/runs.ts';
import { run } from '../makers.ts';
import type { Scene } from '../scene.ts';
import type { FakeStore } from '../units.ts';

export const runsHandlers = (scene: Scene, store: FakeStore): HandlersOf<typeof runsMethods> => ({
  runs: ({ unit: name, count }): RunHistory => {
    const unit = store.unit(name);
    const current: Run[] =
      isUp(unit) && unit.changedAt !== null
        ? [run(1, { startedAt: unit.changedAt, outcome: 'running', result: null })]
        : [];
    const usual: RunHistory = { runs: current, complete: true, readable: true, access: 'readable' };
    const history = { ...usual, ...scene.runs };
    return { ...history, runs: history.runs.slice(0, count) };
  },
});
