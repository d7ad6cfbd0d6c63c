import { problemsFilesTexts } from '../../problems/files.ts';
import { texts } from '../../texts.ts';

interface SilentPath {
  path: string;
  point: string;
  type: string;
  source: string;
  since: number;
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
