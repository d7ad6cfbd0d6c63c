import { texts } from '../texts.ts';

/** A script that a unit runs. */
export const filesScriptTexts = texts({
  en: {
    carriageReturn: (command: string) => ({
      what: 'This line ends with a carriage return, as on Windows.',
      why: `A shell takes it as part of the last word, so “then” or a file’s name becomes another. Close this file and try: ${command}`,
    }),
    /** In the words of the shell. */
    syntax: (of: { shell: string; words: string }) => ({
      what: `${of.shell}: ${of.words}`,
      why: 'The script would stop here with an error. The lines above may already have run.',
    }),
    /** The shell only reads the script; what it says may not hold when it runs. */
    maybe: {
      alias:
        'An alias defined above isn’t in effect while it only reads the script, so this may be fine.',
      data: 'The script ends above with “exit” or “exec”, so this may be data that the shell never reads.',
    },
    /** Why it couldn’t be checked. */
    notRead: (shell: string) => ({
      what: `The syntax couldn’t be checked with ${shell}.`,
      why: 'It isn’t installed, it took too long, or there was no room for a copy of the text.',
    }),
  },
});
