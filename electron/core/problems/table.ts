/** Every error a person can meet, and how it is told: what happened, why, what to do, the command to try. */
import {
  findProgram,
  freeSpace,
  lastLines,
  listFiles,
  listItself,
  onManager,
  onUnit,
  shellLine,
  startManagerLine,
  trashFile,
  verifyFile,
} from '../commands.ts';
import { proofStepLines } from '../units/proof.ts';
import { fileProblems, type FileProblemFacts } from './files.ts';
import { lingerProblems, type LingerProblemFacts } from './linger.ts';
import { logProblems, type LogProblemFacts } from './logs.ts';
import type { ProblemText } from './problem-text.ts';
import { transactionProblems, type TransactionProblemFacts } from './transactions.ts';

/** The facts that a code needs; one entry a code. `detail` is the words of the system. */
export interface ProblemFacts
  extends FileProblemFacts, LingerProblemFacts, LogProblemFacts, TransactionProblemFacts {
  'run-as-root': { through: 'root' | 'sudo' };
  'no-systemctl': { folders: readonly string[] };
  'no-user-manager': { runtimeFolder: string; user: string };
  'manager-lost': { detail: string };
  'manager-silent': { detail: string };
  'program-missing': { program: string; folders: readonly string[] };
  'program-failed': { line: string; exitCode: number | null; started: boolean };
  'program-timed-out': { line: string; seconds: number };
  'no-such-unit': { unit: string };
  'start-failed': { unit: string; line: string };
  'action-failed': { unit: string; line: string };
  'ended-at-once': { unit: string };
  'start-timed-out': { unit: string; seconds: number };
  'stop-timed-out': { unit: string; seconds: number };
  'file-exists': { path: string };
  'folder-not-writable': { path: string; detail: string };
  'disk-full': { path: string };
  'file-failed': { path: string; detail: string };
  'form-invalid': { findings: readonly string[] };
  'verify-failed': { unit: string; path: string };
  'proof-silent': { path: string; seconds: number; why: string };
  'not-own': { unit: string };
  'trash-failed': { path: string; detail: string };
  busy: { doing: string };
  internal: { detail: string };
}

export type ProblemCode = keyof ProblemFacts;

export const problemTable: { [Code in ProblemCode]: (facts: ProblemFacts[Code]) => ProblemText } = {
  ...fileProblems,
  ...transactionProblems,
  'run-as-root': ({ through }) => ({
    what: through === 'sudo' ? 'Hearth was started through sudo.' : 'Hearth was started as root.',
    why: 'User services belong to the account that owns them; here systemctl would reach the wrong manager.',
    next: 'Close this window and start Hearth as yourself.',
    command: 'hearth',
  }),
  'no-systemctl': ({ folders }) => ({
    what: 'There is no systemctl on this machine.',
    why: `Hearth is a window onto systemd and found no systemctl in ${folders.join(', ')}.`,
    next: 'Use a distribution that runs systemd, or install its systemd package, then start Hearth again.',
    command: 'ps -p 1 -o comm=',
  }),
  'no-user-manager': ({ runtimeFolder, user }) => ({
    what: 'No user manager answers.',
    why: `systemd runs one manager for each person who is logged in; nothing listens in ${runtimeFolder}.`,
    next: 'Log in through the desktop or a terminal, or start your manager. Hearth goes on by itself as soon as it answers.',
    command: startManagerLine(user),
  }),
  'manager-lost': ({ detail }) => ({
    what: 'The user manager has gone.',
    why: `The connection to it ended (${detail}); the manager stopped, or your last session was closed.`,
    next: 'Hearth keeps trying and shows your services again when it returns.',
    command: startManagerLine(),
  }),
  'manager-silent': ({ detail }) => ({
    what: 'The user manager does not answer.',
    why: `There was ${detail}; it may be busy.`,
    next: 'Wait a little and try again.',
    command: shellLine(onManager('is-system-running')),
  }),
  'program-missing': ({ program, folders }) => ({
    what: `The program ${program} was not found.`,
    why: `Hearth only runs programs from ${folders.join(', ')}.`,
    next: `Install the package that brings ${program}, then try again.`,
    command: shellLine(findProgram(program)),
  }),
  'program-failed': ({ line, exitCode, started }) => ({
    what: 'The command failed.',
    why:
      exitCode !== null
        ? `It ended with exit code ${String(exitCode)}.`
        : started
          ? 'It was ended by a signal.'
          : 'It could not be started.',
    next: 'Read what it said below, or run it by hand.',
    command: line,
  }),
  'program-timed-out': ({ line, seconds }) => ({
    what: 'The command did not answer.',
    why: `It was ended after ${String(seconds)} s.`,
    next: 'The manager may be busy or stuck. Try again, or run it by hand and watch.',
    command: line,
  }),
  'no-such-unit': ({ unit }) => ({
    what: `${unit} does not exist any more.`,
    why: 'Neither the manager nor the unit folders know it.',
    next: 'It may have been deleted or renamed elsewhere. Choose another from the list.',
    command: shellLine(onUnit('status', unit)),
  }),
  'start-failed': ({ unit, line }) => ({
    what: `${unit} did not start.`,
    why: 'systemd refused it, a unit that it requires is missing, or its program failed; the words are below.',
    next: 'Look at the last lines of its log for the cause.',
    command: line,
  }),
  'action-failed': ({ unit, line }) => ({
    what: `systemctl refused that for ${unit}.`,
    why: 'Its words are below.',
    next: 'Read them, or run the command by hand.',
    command: line,
  }),
  'ended-at-once': ({ unit }) => ({
    what: `${unit} has already ended, without an error.`,
    why: 'Its program does its work and is done; a service of this type is expected to stay.',
    next: 'For a job that ends by itself, Type=oneshot is right: go back to the form and choose it. As it is, Restart= may run it again and again.',
    command: shellLine(onUnit('status', unit)),
  }),
  'start-timed-out': ({ unit, seconds }) => ({
    what: `${unit} is not ready after ${String(seconds)} s.`,
    why: 'Its start is not over: a oneshot service has started when its work is done, another when it says that it is ready. ExecStartPre= counts as well, and at a restart the stop.',
    next: 'Wait: systemd goes on with it. Or stop it. Type=exec is for a program that stays and never says that it is ready.',
    command: shellLine(onUnit('status', unit)),
  }),
  'stop-timed-out': ({ unit, seconds }) => ({
    what: `${unit} has not stopped after ${String(seconds)} s.`,
    why: 'Its ExecStop= or its processes have not ended. systemd goes on when TimeoutStopSec= is over; with infinity, never.',
    next: 'Wait, or kill it now: what it has not saved is lost.',
    command: shellLine(onUnit('kill', unit)),
  }),
  'file-exists': ({ path }) => ({
    what: `${path} already exists.`,
    why: 'Something else lies there, and Hearth does not write over it.',
    next: 'Choose another name, or look at what is there.',
    command: shellLine(listFiles(path)),
  }),
  'folder-not-writable': ({ path, detail }) => ({
    what: `Nothing can be written in ${path}.`,
    why: detail,
    next: 'Make the folder yours and writable, then try again.',
    command: shellLine(listItself(path)),
  }),
  'disk-full': ({ path }) => ({
    what: `The disk is full: ${path} could not be written.`,
    why: 'The file system or your quota has no room left. Nothing half-written was kept.',
    next: 'Free some space, then try again.',
    command: shellLine(freeSpace(path)),
  }),
  'file-failed': ({ path, detail }) => ({
    what: `${path} could not be used.`,
    why: detail,
    next: 'Look at the file and its folder, then try again.',
    command: shellLine(listItself(path)),
  }),
  'form-invalid': ({ findings }) => ({
    what: 'The form is not ready.',
    why: findings.join(' '),
    next: 'Correct the marked fields.',
  }),
  'verify-failed': ({ unit, path }) => ({
    what: `systemd does not accept ${unit} as it is.`,
    why: 'systemd-analyze found something in this file; its words are below.',
    next: 'Go back to the form and correct it, or undo.',
    command: shellLine(verifyFile(path)),
  }),
  'proof-silent': ({ path, seconds, why }) => ({
    what: 'The service was started, but its proof has not come.',
    why: `${why} Hearth waited ${String(seconds)} s.`,
    next: 'Look at its state and its log: it may have ended since, write elsewhere, or later. Nothing was taken back.',
    command: shellLine(lastLines(path, proofStepLines)),
  }),
  'not-own': ({ unit }) => ({
    what: `${unit} is not yours to delete.`,
    why: 'Its file does not lie in your unit folder; it came with a package or was made by the system.',
    next: 'Disable or mask it instead.',
    command: shellLine(onUnit('mask', unit)),
  }),
  'trash-failed': ({ path, detail }) => ({
    what: `${path} could not be moved to the trash.`,
    why: detail,
    next: 'The file was left where it is. Move it by hand.',
    command: shellLine(trashFile(path)),
  }),
  busy: ({ doing }) => ({
    what: 'Not now.',
    why: `${doing} is still under way.`,
    next: 'Wait until it is done.',
  }),
  ...lingerProblems,
  ...logProblems,
  internal: ({ detail }) => ({
    what: 'Hearth made a mistake.',
    why: detail,
    next: 'Please report this with what you did before it.',
  }),
};
