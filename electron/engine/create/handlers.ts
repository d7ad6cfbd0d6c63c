import type { createMethods } from '../../ipc/contract/create.ts';
import type { HandlersOf } from '../../ipc/contract/method.ts';
import type { FormDraft } from '../../system/storage/drafts.ts';
import type { CreationWork } from './creation.ts';

interface Deps {
  creation: CreationWork;
  formDraft: FormDraft;
}

export const creationHandlers = ({
  creation,
  formDraft,
}: Deps): HandlersOf<typeof createMethods> => ({
  checkForm: creation.check,
  formDraft: () => formDraft.read(),
  keepForm: formDraft.keep,
  createService: ({ form, takesBack }) => creation.create(form, takesBack),
  undoCreation: () => creation.undo(),
  cancelCreation: () => creation.cancel(),
  dismissCreation: () => creation.dismiss(),
  keepCreation: () => creation.keep(),
});
