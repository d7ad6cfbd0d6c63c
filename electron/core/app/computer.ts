/** What this computer offers to a person’s services, and what to do where something is missing. */
import { editSystemUnit, raised, shellLine } from '../commands.ts';
import { settingsOf } from '../fields/registry.ts';
import type { LingerState } from '../linger/linger.ts';
import { refusedAccess, type JournalAccess } from '../logs/empty-reason.ts';
import { environmentComputerTexts } from '../texts/environment/computer.ts';
import { settingsTexts } from '../texts/settings.ts';
import type { ManagerState } from './state.ts';

export interface ComputerFacts {
  manager: ManagerState['kind'];
  /** The version of systemd; '' while unknown. */
  systemd: string;
  journal: JournalAccess;
  linger: LingerState | null;
  /** There is a tray. */
  tray: boolean;
  /** What the user manager may limit its services by; null if unknown. */
  controllers: readonly string[] | null;
}

export interface Offer {
  title: string;
  /** `note`: neither, or not known. */
  is: 'there' | 'missing' | 'note';
  /** Marked text. */
  text: string;
  /** A line to copy; null if none would help. */
  command: string | null;
}

type Answer = Omit<Offer, 'title'>;
const there = (text: string): Answer => ({ is: 'there', text, command: null });
const note = (text: string, command: string | null = null): Answer => ({
  is: 'note',
  text,
  command,
});
const missing = (text: string, command: string | null = null): Answer => ({
  is: 'missing',
  text,
  command,
});

const managerOf = ({ manager, systemd }: ComputerFacts): Answer => {
  if (manager === 'connecting') return note(environmentComputerTexts.managerConnecting);
  return manager === 'running'
    ? there(environmentComputerTexts.managerRuns(systemd))
    : missing(environmentComputerTexts.managerLost);
};

const logsOf = ({ journal }: ComputerFacts): Answer => {
  if (journal === 'readable') return there(environmentComputerTexts.logsReadable);
  if (journal === 'nothing-yet') return note(environmentComputerTexts.logsNothingYet);
  const { text, command } = refusedAccess(journal);
  return missing(text, command);
};

const lingerOf = ({ linger }: ComputerFacts): Answer => {
  if (linger === null) return note(environmentComputerTexts.lingerUnknown);
  return linger.linger
    ? there(environmentComputerTexts.keepRunning)
    : note(environmentComputerTexts.stop);
};

/** Those that limits of the form need. */
const wanted = [...new Set(settingsOf('limits').flatMap(({ controller }) => controller ?? []))];

const limitsOf = ({ controllers }: ComputerFacts): Answer => {
  if (controllers === null) return note(environmentComputerTexts.limitsUnknown);
  const lacking = wanted.filter((name) => !controllers.includes(name));
  return lacking.length === 0
    ? there(environmentComputerTexts.limitsAll)
    : missing(
        environmentComputerTexts.limitsWithout(lacking.join(' ')),
        shellLine(editSystemUnit('user@.service')),
      );
};

/** In the order in which a newcomer needs them. */
export const offersOf = (facts: ComputerFacts): Offer[] => [
  { title: environmentComputerTexts.manager, ...managerOf(facts) },
  { title: environmentComputerTexts.logs, ...logsOf(facts) },
  { title: environmentComputerTexts.afterLogout, ...lingerOf(facts) },
  {
    title: environmentComputerTexts.tray,
    ...(facts.tray
      ? there(environmentComputerTexts.trayThere)
      : missing(`${settingsTexts.trayMissing} ${settingsTexts.trayOnGnome}`)),
  },
  { title: environmentComputerTexts.limits, ...limitsOf(facts) },
  // polkit tells nobody whether there is an agent.
  {
    title: environmentComputerTexts.password,
    ...note(
      environmentComputerTexts.passwordExplained,
      shellLine(raised('true', { program: 'sh', args: [] })),
    ),
  },
];
