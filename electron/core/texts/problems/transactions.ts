import { texts } from '../texts.ts';

/** Changes that were interrupted, and what they restore, by the code of the problem. */
export const problemsTransactionsTexts = texts({
  en: {
    'journal-unreadable': ({
      aside,
      stay,
    }: {
      aside: readonly string[];
      stay: readonly string[];
    }) => ({
      what: 'Hearth was closed in the middle of a change and doesn’t know which.',
      why: [
        ...(aside.length === 0
          ? []
          : [
              `Its notes are damaged, or another version of Hearth wrote them. They were moved to ${aside.join(', ')}.`,
            ]),
        ...(stay.length === 0
          ? []
          : [
              `Its notes couldn’t be read. They stay where they are, and Hearth looks again when it starts: ${stay.join(', ')}.`,
            ]),
      ].join(' '),
      next:
        aside.length === 0
          ? 'Check the services that you changed last.'
          : 'Check the services that you changed last. Then you can delete what was moved.',
    }),
    'undo-begun': ({ unit }: { unit: string }) => ({
      what: `The change to ${unit} can’t be finished any more.`,
      why: 'A part of it has already been undone.',
      next: 'Undo the rest of it, or leave it as it is.',
    }),
    'remedy-gone': ({ unit }: { unit: string }) => ({
      what: 'Nothing was changed: this remedy no longer applies.',
      why: `Something about ${unit} has changed since the cause was found.`,
      next: 'Check its page again.',
    }),
    'link-gone': ({ path, to }: { path: string; to: string }) => ({
      what: `${path} was restored as an ordinary file.`,
      why: `It was a link to ${to}, but there is no readable file now. The text that was kept is here.`,
      next: 'You don’t have to do anything. To have the link again, move the file there and link it.',
    }),
  },
});
