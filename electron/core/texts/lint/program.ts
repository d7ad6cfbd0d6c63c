import { allOf } from '../counting.ts';
import { texts } from '../texts.ts';

/** The program of a command. */
export const lintProgramTexts = texts({
  en: {
    'shell-builtin': (name: string) => ({
      what: `“${name}” is a shell command, not a program.`,
      why: 'systemd can only start programs. Settings such as WorkingDirectory= or Environment= often do the same.',
    }),
    'shell-prefix': (program: string) => ({
      what: `Before systemd 258, this runs a program called “${program}”.`,
      why: 'From that version on, “|” gives the command to your shell.',
    }),
    'shell-alias': (name: string) => ({
      what: `“${name}” looks like an alias of your shell.`,
      why: 'Aliases and functions are part of your shell’s configuration, which systemd doesn’t read. Use the program behind it.',
    }),
    notFound: (found: { name: string; folders: readonly string[] }) => ({
      what: `systemd can’t find a program called “${found.name}”.`,
      why: `It looks in ${allOf(found.folders)}, not in your shell’s PATH. Write the full path.`,
    }),
    noFile: (path: string) => ({
      what: `There is no ${path}.`,
      why: 'systemd can’t run it (203/EXEC).',
    }),
    folder: (path: string) => ({
      what: `${path} is a folder.`,
      why: 'Use the path of the program inside it.',
    }),
    'not-executable': (found: { path: string; command: string }) => ({
      what: `${found.path} isn’t executable.`,
      why: `systemd can’t run it (203/EXEC). Try: ${found.command}`,
    }),
    'noexec-mount': (path: string) => ({
      what: `${path} is on a file system where programs can’t run.`,
      why: 'The file system is mounted with “noexec”, so systemd can’t run anything on it (203/EXEC).',
    }),
    'no-interpreter': (path: string) => ({
      what: `${path} is a script without “#!” in its first line.`,
      why: 'Without it, the kernel doesn’t know how to run the script (203/EXEC). Add “#!/bin/sh”, for example.',
    }),
    interpreterMissing: (script: { path: string; interpreter: string }) => ({
      what: `${script.path} needs an interpreter that doesn’t exist: ${script.interpreter}`,
      why: 'The first line of the script names it. Starting the script fails with 203/EXEC, or with 127 if env looks for it.',
    }),
    interpreterRelative: (script: { path: string; interpreter: string }) => ({
      what: `The first line of ${script.path} needs the full path of its interpreter, not “${script.interpreter}”.`,
      why: 'Nothing looks in PATH for it, so starting the script fails with 203/EXEC. “#!/usr/bin/env” before a name looks there.',
    }),
    interpreterWithOptions: (script: { path: string; interpreter: string }) => ({
      what: `The first line of ${script.path} makes env look for a program called “${script.interpreter}”.`,
      why: `The kernel passes all of it as one word, so the script fails with 127. Write “#!/usr/bin/env -S ${script.interpreter}”, which splits it.`,
    }),
    interpreterWithReturn: (script: { path: string; interpreter: string }) => ({
      what: `${script.path} needs an interpreter that doesn’t exist: ${script.interpreter}`,
      why: 'Its first line ends with a carriage return, as on Windows, and systemd takes that as part of the name. Save the file with Unix line endings.',
    }),
    'relative-path': (path: string) => ({
      what: `The program needs an absolute path, not “${path}”.`,
      why: 'There is no folder that a relative path could start from, so systemd refuses the unit. Start it with “/”, or with %h for your home folder.',
    }),
  },
});
