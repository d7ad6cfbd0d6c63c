import path from 'node:path';
import { expandPath } from '../../core/syntax/exec-writer.ts';
import type { Host } from '../../host/host.ts';
import type { Ports } from '../app/ports.ts';
import type { createMethods } from '../../ipc/contract/create.ts';
import type { HandlersOf } from '../../ipc/contract/method.ts';
import type { FormDraft } from '../../system/storage/drafts.ts';
import type { CreationWork } from './creation.ts';

interface Deps {
  host: Pick<Host, 'account' | 'files'>;
  choosePath: Ports['choosePath'];
  creation: CreationWork;
  formDraft: FormDraft;
}

export const creationHandlers = ({
  host,
  choosePath,
  creation,
  formDraft,
}: Deps): HandlersOf<typeof createMethods> => ({
  checkForm: creation.check,
  choosePath: async ({ kind, from }) => {
    const { home, runtimeFolder: runtime } = host.account;
    const start = expandPath(from.trim(), { home, runtime });
    const chosen = await choosePath(kind, path.isAbsolute(start) ? start : home);
    if (chosen === null) return null;
    return chosen.startsWith(`${home}/`) ? `~${chosen.slice(home.length)}` : chosen;
  },
  createFolder: async (wanted) => {
    await host.files.makeFolders([wanted.path]);
  },
  formDraft: () => formDraft.read(),
  keepForm: formDraft.keep,
  createService: ({ form, takesBack }) => creation.create(form, takesBack),
  undoCreation: () => creation.undo(),
  cancelCreation: () => creation.cancel(),
  dismissCreation: () => creation.dismiss(),
  keepCreation: () => creation.keep(),
});
