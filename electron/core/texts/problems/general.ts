import { anyOf } from '../counting.ts';
import { texts } from '../texts.ts';

/** What can go wrong with Hearth itself, the manager, programs and units, by the code of the problem. */
export const problemsGeneralTexts = texts({
  en: {
    'run-as-root': ({ through }: { through: 'root' | 'sudo' }) => ({
      what: through === 'sudo' ? 'Hearth was started through sudo.' : 'Hearth was started as root.',
      why: 'User services belong to the account that owns them. As root, systemctl would reach the wrong manager.',
      next: 'Start Hearth as yourself.',
    }),
    'no-systemctl': ({ folders }: { folders: readonly string[] }) => ({
      what: 'This computer has no systemctl.',
      why: `Hearth is a window onto systemd, and found no systemctl in ${anyOf(folders)}.`,
      next: 'Use a distribution that runs systemd, or install its systemd package. Then start Hearth again.',
    }),
    'no-user-manager': ({ runtimeFolder }: { runtimeFolder: string }) => ({
      what: 'Your user manager isn’t running.',
      why: `systemd runs one manager for each person who is logged in, but nothing listens in ${runtimeFolder}.`,
      next: 'Log in through the desktop or a terminal, or start the manager yourself. Hearth continues as soon as it answers.',
    }),
    'manager-lost': ({ detail }: { detail: string }) => ({
      what: 'The user manager is gone.',
      why: `The connection to it ended (${detail}). It stopped, or your last session was closed.`,
      next: 'Hearth keeps trying, and shows your services again when the manager is back.',
    }),
    'manager-silent': ({ detail }: { detail: string }) => ({
      what: 'The user manager doesn’t answer.',
      why: `There was ${detail}. The manager may be busy.`,
      next: 'Wait a moment, then try again.',
    }),
    'program-missing': ({ program, folders }: { program: string; folders: readonly string[] }) => ({
      what: `The program ${program} wasn’t found.`,
      why: `Hearth only runs programs from ${anyOf(folders)}.`,
      next: `Install the package that contains ${program}, then try again.`,
    }),
    'descriptors-used-up': ({ code }: { code: 'EMFILE' | 'ENFILE' }) => ({
      what: 'Hearth can’t open any more files.',
      why:
        code === 'EMFILE'
          ? 'It has nearly reached its limit of open files (RLIMIT_NOFILE), so it can’t start programs either.'
          : 'All programs together have reached the system’s limit of open files (fs.file-max).',
      next: 'Quit Hearth and open it again. If it happens again, raise the limit (ulimit -n).',
    }),
    'program-failed': ({ exitCode, started }: { exitCode: number | null; started: boolean }) => ({
      what: 'The command failed.',
      why:
        exitCode !== null
          ? `It exited with code ${String(exitCode)}.`
          : started
            ? 'A signal ended it.'
            : 'It couldn’t be started.',
      next: 'Read its output below, or run it yourself.',
    }),
    'program-timed-out': ({ seconds }: { seconds: number }) => ({
      what: 'The command timed out.',
      why: `Hearth stopped it after ${String(seconds)} s.`,
      next: 'The manager may be busy or stuck. Try again, or run the command yourself and watch it.',
    }),
    'no-such-unit': ({ unit }: { unit: string }) => ({
      what: `There is no ${unit}.`,
      why: 'Neither the manager nor the unit folders know it.',
      next: 'Check the spelling. It may also have been deleted or renamed: choose another from the list.',
    }),
    'start-failed': ({ unit }: { unit: string }) => ({
      what: `${unit} did not start.`,
      why: 'systemd refused it, a unit it requires is missing, or its program failed. The output is below.',
      next: 'Look for the cause in the last lines of its log.',
    }),
    'action-failed': ({ unit }: { unit: string }) => ({
      what: `systemctl refused to do that to ${unit}.`,
      why: 'Its output is below.',
      next: 'Read it, or run the command yourself.',
    }),
    'ended-at-once': ({ unit }: { unit: string }) => ({
      what: `${unit} exited right away, without an error.`,
      why: 'Its program finished its work, but a service of this type is expected to keep running.',
      next: 'Type=oneshot is right for a job that finishes. As it is, Restart= may run it again and again.',
    }),
    'start-timed-out': ({ unit, seconds }: { unit: string; seconds: number }) => ({
      what: `${unit} isn’t ready after ${String(seconds)} s.`,
      why: 'It is still starting: a oneshot service has started when its work is done, others when they say they’re ready. ExecStartPre= counts too, and so does stopping when you restart.',
      next: 'Wait, because systemd continues. Or stop it. Type=exec fits a program that keeps running and never says it’s ready.',
    }),
    'stop-timed-out': ({ unit, seconds }: { unit: string; seconds: number }) => ({
      what: `${unit} hasn’t stopped after ${String(seconds)} s.`,
      why: 'Its ExecStop= or its processes are still running. systemd kills them after TimeoutStopSec=; with infinity, never.',
      next: 'Wait, or kill it now. Unsaved work is lost.',
    }),
    'file-exists': ({ path }: { path: string }) => ({
      what: `${path} already exists.`,
      why: 'Hearth doesn’t overwrite what is already there.',
      next: 'Choose another name, or look at what is there.',
    }),
    'folder-not-writable': ({ path, detail }: { path: string; detail: string }) => ({
      what: `Nothing can be written in ${path}.`,
      why: detail,
      next: 'Make the folder yours and writable, then try again.',
    }),
    'disk-full': ({ path }: { path: string }) => ({
      what: `The disk is full: ${path} couldn’t be written.`,
      why: 'The file system or your quota has no space left. Nothing half-written was kept.',
      next: 'Free some space, then try again.',
    }),
    'file-failed': ({ path, detail }: { path: string; detail: string }) => ({
      what: `${path} couldn’t be used.`,
      why: detail,
      next: 'Look at the file and its folder, then try again.',
    }),
    'form-invalid': ({ findings }: { findings: readonly string[] }) => ({
      what: 'The form isn’t complete.',
      why: findings.join(' '),
      next: 'Correct the marked fields.',
    }),
    'verify-failed': ({ unit }: { unit: string }) => ({
      what: `systemd doesn’t accept ${unit} as it is.`,
      why: 'systemd-analyze found a mistake in this file. Its output is below.',
      next: 'Go back to the form and correct it, or undo.',
    }),
    'proof-silent': ({ seconds, why }: { seconds: number; why: string }) => ({
      what: 'The service started, but its proof file hasn’t been updated.',
      why: `${why} Hearth waited ${String(seconds)} s.`,
      next: 'Look at its state and its log. It may have exited since, write to another file, or write later. Nothing was undone.',
    }),
    'not-own': ({ unit }: { unit: string }) => ({
      what: `You can’t delete ${unit} here.`,
      why: 'Its file isn’t in your unit folder: a package installed it, or the system made it.',
      next: 'Disable or mask it instead.',
    }),
    'trash-failed': ({ path, detail }: { path: string; detail: string }) => ({
      what: `${path} couldn’t be moved to the trash.`,
      why: detail,
      next: 'The file is still where it was. Move it yourself.',
    }),
    busy: ({ doing }: { doing: string }) => ({
      what: 'Already busy.',
      why: `${doing} is still in progress.`,
      next: 'Wait until it’s done.',
    }),
    'report-gone': {
      what: 'This report is out of date.',
      why: 'Another one was made since, or Hearth was restarted.',
      next: 'Make it again, and look at it before you save it.',
    },
    'shortcut-taken': ({ keys }: { keys: string }) => ({
      what: `${keys} doesn’t open Hearth.`,
      why: 'The desktop or another program uses these keys already.',
      next: 'Choose other keys, or give them this command in the keyboard settings of your desktop.',
    }),
    'shortcut-wayland': ({ keys }: { keys: string }) => ({
      what: `${keys} doesn’t open Hearth.`,
      why: 'In a Wayland session only the desktop itself can assign keys that work in every program.',
      next: 'Add a shortcut for this command in the keyboard settings of your desktop.',
    }),
    internal: ({ detail }: { detail: string }) => ({
      what: 'Something went wrong in Hearth.',
      why: detail,
      next: 'Please report it, with what you did before.',
    }),
  },
});
