/** A situation of a unit, and what becomes of the unit in it. */
import type { SessionRules, Survives } from '../../../electron/core/survival/survival.ts';
import type { Contents } from './unit-world.ts';

export interface Situation {
  world: Record<string, Contents>;
  /** Active besides the usual targets. */
  active?: string[];
  rules?: Partial<SessionRules>;
  unit?: string;
  upholds?: boolean;
}

type Expected = [
  survives: Survives,
  why: string,
  /** `kind → what it would be` */
  switches: string[],
  atLogout?: 'stops' | 'stays',
];

export type Row = [about: string, situation: Situation, expected: Expected];

export const lingering = { lingering: true };
export const program = '[Service]\nExecStart=/bin/sleep 1000\n';
export const service = `${program}[Install]\nWantedBy=default.target\n`;
export const forDesktop = `[Unit]\nPartOf=graphical-session.target\n${program}[Install]\nWantedBy=graphical-session.target\n`;
export const timer = '[Timer]\nOnCalendar=daily\n[Install]\nWantedBy=timers.target\n';
export const enabled = { 'a.service': service, 'default.target.wants/a.service': '' };
export const enabledForDesktop = {
  'a.service': forDesktop,
  'graphical-session.target.wants/a.service': '',
};
