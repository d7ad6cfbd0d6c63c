import type { SilentMount } from '../../../problems/files.ts';
import { problemsFilesTexts } from '../../problems/files.ts';
import { texts } from '../../texts.ts';

interface SilentPath extends SilentMount {
  path: string;
}

/** Paths on a mount that doesn’t answer. */
export const lintStartingSilentTexts = texts({
  en: {
    'silent-mount': ({ path, ...mount }: SilentPath) => ({
      what: `Nothing is known about ${path}: its file system doesn’t answer.`,
      why: `${problemsFilesTexts.silent(mount)} Until it does, a service that needs it hangs.`,
    }),
  },
});
