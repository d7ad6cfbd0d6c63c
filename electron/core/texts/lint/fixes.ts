import { texts } from '../texts.ts';

/** Titles of fixes that several rules offer. */
export const lintFixesTexts = texts({
  en: {
    use: (text: string) => `Use ${text}`,
    set: (assignment: string) => `Set ${assignment}`,
    add: (line: string) => `Add ${line}`,
    remove: (text: string) => `Remove ${text}`,
    runWith: (shell: string) => `Run it with ${shell} -c`,
    removeLine: 'Remove this line',
  },
});
