/** Creating a service on the fake: every step succeeds after a moment. */
import { scheduleFindings } from '../../../electron/core/create/form-job.ts';
import { commandOf, formFindings } from '../../../electron/core/create/service-form.ts';
import {
  creationPaths,
  creationSteps,
  type Creation,
} from '../../../electron/core/create/steps.ts';
import type { createMethods } from '../../../electron/ipc/contract/create.ts';
import type { HandlersOf } from '../../../electron/ipc/contract/method.ts';
import { pathOf, person } from '../makers.ts';
import type { Scene } from '../scene.ts';
import type { FakeStore } from '../units.ts';
import { moment } from './moment.ts';

export const createHandlers = (
  scene: Scene,
  store: FakeStore,
): HandlersOf<typeof createMethods> => {
  let form = scene.form ?? null;

  const setCreation = (change: Partial<Creation>): void => {
    const { creation } = store.state().account;
    if (creation !== null)
      store.dispatch({ kind: 'creation', creation: { ...creation, ...change } });
  };
  const leaveCreation = (): void => {
    store.dispatch({ kind: 'creation', creation: null });
  };

  return {
    checkForm: (asked) => {
      const { program } = commandOf(asked);
      const isBare = program !== '' && !program.includes('/');
      const findings = [...formFindings(asked), ...scheduleFindings(asked, Date.now())];
      return { findings, program: isBare ? `/usr/bin/${program}` : null };
    },
    choosePath: ({ kind }) => (kind === 'folder' ? '~/site' : '~/bin/serve it'),
    createFolder: () => undefined,
    formDraft: () => form,
    keepForm: (kept) => {
      form = kept;
    },
    createService: async ({ form: asked }) => {
      const { home, runtimeFolder, unitFolder } = person;
      const folders = { home, runtime: runtimeFolder, units: unitFolder };
      const steps = creationSteps(asked, creationPaths(asked, folders));
      const unit = `${asked.name}.service`;
      const creation: Creation = {
        unit,
        form: asked,
        steps,
        status: 'running',
        problem: null,
        journal: [],
        undone: [],
        tookBack: null,
      };
      store.dispatch({ kind: 'creation', creation });
      for (let done = 1; done <= steps.length; done += 1) {
        await moment();
        setCreation({
          steps: steps.map((step, at) => ({
            ...step,
            state: at < done ? 'done' : at === done ? 'running' : 'waiting',
            durationMs: at < done ? 12 : null,
          })),
        });
      }
      setCreation({ status: 'done' });
      return null;
    },
    undoCreation: async () => {
      setCreation({ status: 'undoing' });
      await moment();
      const unit = store.state().account.creation?.unit ?? '';
      setCreation({ status: 'undone', undone: [`removed ${pathOf({ name: unit, own: true })}`] });
    },
    cancelCreation: async () => {
      await moment();
      setCreation({ status: 'undone', undone: [] });
    },
    dismissCreation: leaveCreation,
    keepCreation: () => {
      leaveCreation();
      store.dispatch({ kind: 'unfinished', unfinished: null });
    },
  };
};
