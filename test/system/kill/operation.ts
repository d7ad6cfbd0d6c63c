/** What an operation that gets killed is, where it writes, and how its traces go. */
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import { readPerson } from '../../../electron/host/account.ts';
import type { createWorkbench } from './workbench.ts';

export type Workbench = ReturnType<typeof createWorkbench>;

export interface Operation {
  unit: string;
  /** Other names that it makes. */
  others?: readonly string[];
  /** How often it is killed. */
  kills: number;
  /** How much of its time it works, when the rest is only waiting. */
  activeMs?: number;
  /** Steps of its transaction in which it is killed for sure, in half of the rounds. */
  steps?: readonly string[];
  /** Restores the state before the operation, whatever an earlier round left. */
  prepare(): Promise<void>;
  /** @throws what went wrong. */
  run(bench: Workbench): Promise<void>;
}

const person = readPerson(process.env);
export const { unitFolder } = person;
export const scriptFolder = path.join(person.home, '.local/bin');
export const autostartFolder = path.join(person.configFolder, 'autostart');

/** Whatever it answers: it may have nothing to do. */
export const tellManager = async (...args: string[]): Promise<void> => {
  await execa('systemctl', ['--user', ...args], { stdin: 'ignore', reject: false });
};

/** Removes every trace of a unit, on disk and in the manager. */
export const clear = async (unit: string): Promise<void> => {
  const file = path.join(unitFolder, unit);
  await tellManager('disable', '--now', '--', unit);
  await rm(file, { force: true });
  await rm(`${file}.d`, { recursive: true, force: true });
  await rm(path.join(unitFolder, 'by-hand.target.wants', unit), { force: true });
  await rm(path.join(scriptFolder, unit.replace('.service', '.sh')), { force: true });
  await rm(path.join(autostartFolder, unit.replace('.service', '.desktop')), { force: true });
  await tellManager('daemon-reload');
  await tellManager('reset-failed', '--', unit);
};
