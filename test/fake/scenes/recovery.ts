/** What a killed Hearth left unfinished, and what was undone or restored. */
import type { Interrupted } from '../../../electron/core/transactions/transaction.ts';
import { noTransactions, type Transactions } from '../../../electron/core/transactions/shown.ts';
import { problem } from '../../../electron/core/problems/problem.ts';
import { minutes, person } from '../makers.ts';
import type { Scene } from '../scene.ts';
import { few } from './manager.ts';

const interrupted = (
  kind: Interrupted['kind'],
  differs: Partial<Interrupted> = {},
): Interrupted => ({
  id: `${kind}-0123456789ab`,
  kind,
  unit: 'worker.service',
  at: minutes(20),
  steps: [
    { title: 'Write the unit file', state: 'done' },
    { title: 'Reload the manager', state: 'begun' },
    { title: 'Start it', state: 'waiting' },
  ],
  canFinish: true,
  ...differs,
});

const transactions = (change: Partial<Transactions>) => ({
  transactions: { ...noTransactions, ...change },
});

const unreadable = problem('journal-unreadable', {
  aside: [`${person.home}/.local/state/hearth/transactions/broken.damaged`],
  stay: [],
});
const words = [`put ${person.unitFolder}/worker.service back`, 'started it'];

export const recoveryScenes = {
  'interrupted-create': {
    about: 'A creation was interrupted',
    units: few,
    state: transactions({ interrupted: [interrupted('create')] }),
  },
  'interrupted-edit': {
    about: 'A change was interrupted',
    units: few,
    state: transactions({ interrupted: [interrupted('edit')] }),
  },
  'interrupted-delete': {
    about: 'A deletion was interrupted',
    units: few,
    state: transactions({ interrupted: [interrupted('delete')] }),
  },
  'interrupted-restore': {
    about: 'A restoration was interrupted',
    units: few,
    state: transactions({ interrupted: [interrupted('restore')] }),
  },
  'interrupted-undo': {
    about: 'A change was interrupted while it was being taken back',
    units: few,
    state: transactions({ interrupted: [interrupted('edit', { canFinish: false })] }),
  },
  'interrupted-two': {
    about: 'Two were interrupted, and one is being undone',
    units: few,
    state: transactions({
      interrupted: [interrupted('edit'), interrupted('delete', { unit: 'proxy.service' })],
      busy: 'edit-0123456789ab',
    }),
  },
  deleted: {
    about: 'A service was deleted, and can come back',
    units: few,
    state: transactions({
      undoable: {
        id: 'deleted-0123456789ab',
        unit: 'gone.service',
        at: minutes(1),
        kind: 'delete',
      },
    }),
  },
  undone: {
    about: 'A change was undone',
    units: few,
    state: transactions({ undone: { unit: 'worker.service', words } }),
  },
  restored: {
    about: 'A service was restored',
    units: few,
    state: transactions({
      restored: { unit: 'worker.service', words, left: ['It is not enabled.'] },
    }),
  },
  'recovery-problem': {
    about: 'Notes of a transaction are damaged',
    units: few,
    state: transactions({ problem: unreadable }),
  },
} satisfies Record<string, Scene>;
