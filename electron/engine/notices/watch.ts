/** Watches over the person's units: incidents, the notifications about them, and what the next start must know. */
import path from 'node:path';
import type { Store } from '../../core/app/store.ts';
import type { EngineCommand } from '../../core/app/tray-view.ts';
import type { Host } from '../../host/host.ts';
import type { Journalctl } from '../../system/journal/journalctl.ts';
import { createLastIncidents, type LastIncidents } from '../../system/storage/last-incidents.ts';
import type { Bugs } from '../app/bugs.ts';
import type { DiagnosisService } from '../diagnosis/diagnosis.ts';
import { createExplain } from '../incidents/explain.ts';
import { createIncidents } from '../incidents/incidents.ts';
import { createLastSession } from '../incidents/last-session.ts';
import type { Inventory } from '../units/inventory.ts';
import type { NoticeChoices } from './notice-settings.ts';
import { createNotices } from './notices.ts';

interface Deps {
  store: Store;
  host: Pick<Host, 'bus' | 'files'>;
  stateFolder: string;
  icon: string;
  notices: NoticeChoices;
  inventory: Pick<Inventory, 'details'>;
  journalctl: Journalctl;
  diagnosis: Pick<DiagnosisService, 'found'>;
  command(command: EngineCommand): void;
  bugs: Pick<Bugs, 'report'>;
}

export const createWatch = (deps: Deps) => {
  const { store, host, inventory, journalctl, bugs } = deps;
  const { account } = store;
  const lastSession = createLastSession({
    store: account,
    last: createLastIncidents(host.files, path.join(deps.stateFolder, 'incidents')),
    inventory,
    journalctl,
    bugs,
  });
  const incidents = createIncidents({
    store: account,
    explain: createExplain(deps.diagnosis),
    onChange: (change) => {
      notices.take(change);
      lastSession.changed();
    },
    bugs,
  });
  /** null at the very first start. */
  let last: LastIncidents | null = null;
  const notices = createNotices({
    store: account,
    host,
    icon: deps.icon,
    missed: async (begun) =>
      last === null ? null : lastSession.missedSince(last.watchedUntil, begun),
    mark: incidents.mark,
    mute: (unit) => deps.notices.mute(unit, true),
    command: deps.command,
    bugs,
  });
  let known = account.state().incidents;
  store.subscribe((_, event) => {
    const before = known;
    known = account.state().incidents;
    if (event.kind === 'notices') notices.refresh();
    incidents.follow(event, before);
  });

  return {
    looking: incidents.looking,
    /** Takes units that failed while they were stopped on request. */
    stop: incidents.stop,
    /** Begins with what the last session knew. */
    begin: async (): Promise<void> => {
      last = await lastSession.read();
      incidents.begin(new Map(last?.incidents.map((one) => [one.unit, one])));
    },
    /** Call before exiting; null once nothing is left to do. */
    leave: (): Promise<unknown> | null => notices.leave() ?? lastSession.leave(),
    close: (): void => {
      notices.close();
      incidents.close();
      lastSession.close();
    },
  };
};
