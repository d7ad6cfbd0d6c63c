import { texts } from '../texts.ts';

const inWord = 'Inside a word, a variable needs braces: ${NAME}.';

/** Variables in commands. */
export const lintVariableTexts = texts({
  en: {
    dollarAtStart: (word: string) => ({
      what: `systemd takes all of “${word}” as a variable’s name, and no such variable exists.`,
      why: inWord,
    }),
    dollarInWord: (word: string) => ({
      what: `“$” isn’t expanded: the program receives “${word}” literally.`,
      why: inWord,
    }),
    'shell-expansion': (text: string) => ({
      what: `systemd doesn’t know “${text}”: only a shell does.`,
      why: 'systemd expands ${NAME} and nothing more. Set the value with Environment=, or run the command with /bin/sh -c.',
    }),
    'shells-expansion': (text: string) => ({
      what: `systemd replaces “${text}” with nothing before the shell sees it.`,
      why: `It takes everything between the braces as a variable’s name. Write $${text} to leave it to the shell.`,
    }),
    'login-variable': (name: string) => ({
      what: `${name} is set by your login session. Services don’t get it automatically.`,
      why: 'Set it with Environment=, or in ~/.config/environment.d. Variables that your desktop passes to systemd exist only once it has started: After=graphical-session.target.',
    }),
    'unset-variable': (name: string) => ({
      what: `Nothing in this unit sets ${name}.`,
      why: 'systemd replaces an unset variable with nothing. Set it with Environment= or EnvironmentFile=. For a dollar sign, write $$.',
    }),
    'shell-variable': (name: string) => ({
      what: `systemd expands \${${name}} before the shell has set it.`,
      why: `The script gets an empty string instead. Write $\${${name}} to leave it to the shell.`,
    }),
  },
});
