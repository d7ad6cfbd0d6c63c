/** Turns autostart entries into services, and switches the entries off if that was agreed. */
import path from 'node:path';
import type { AccountStore } from '../../core/app/store.ts';
import {
  entryChoices,
  programsOf,
  type AutostartView,
  type FoundEntry,
} from '../../core/import/autostart-choices.ts';
import { filesOfEntry } from '../../core/import/autostart-files.ts';
import { firstProgram, type PathFact } from '../../core/lint/toolkit/disk-facts.ts';
import { fail } from '../../core/problems/problem.ts';
import { encodeUtf8 } from '../../core/text/utf8.ts';
import type { ImportPlan, PlannedEntry } from '../../core/transactions/import-plan.ts';
import { managerUnit } from '../../core/transactions/transaction.ts';
import { versionOf } from '../../host/files/replace-file.ts';
import type { Host } from '../../host/host.ts';
import { readAutostart } from '../../system/desktop/autostart-entries.ts';
import { autostartFolderOf } from '../../system/desktop/autostart-file.ts';
import { toBase64 } from '../../system/files/base64.ts';
import { terminalFolders } from '../create/find-program.ts';
import type { UnitLock } from '../transactions/unit-lock.ts';
import type { Importing } from './importing.ts';

interface Deps {
  host: Pick<Host, 'account' | 'files' | 'loginEnvironment' | 'loginPath' | 'sessionVariables'>;
  store: Pick<AccountStore, 'state'>;
  importing: Pick<Importing, 'run'>;
  lock: Pick<UnitLock, 'change'>;
}

export interface EntriesWanted {
  /** Of the entries that these were chosen from. */
  version: string;
  files: readonly string[];
  switchesOff: boolean;
  needsScreen: boolean;
}

/** Where systemd keeps the program that compares desktops: its -Drootlibexecdir=. */
const desktopChecks = ['/usr/lib/systemd', '/lib/systemd'].map(
  (folder) => `${folder}/systemd-xdg-autostart-condition`,
);

/** What the disk takes longer than a second for isn’t found, and thousands of places take longer. */
const programsAtOnce = 50;

/** It may also be out of reach for a moment; systemd says so when it starts. */
const mayRun = (fact: PathFact | undefined): boolean =>
  fact?.kind === 'unknown' || (fact?.kind === 'file' && fact.isExecutable);

interface Reading {
  found: readonly FoundEntry[];
  view: AutostartView;
}

export const createAutostartImport = ({ host, store, importing, lock }: Deps) => {
  const { account, files } = host;
  const folder = autostartFolderOf(account);

  /** @param programs paths, and names to look up as the person’s terminal does. */
  const createFind = async (
    programs: readonly string[],
  ): Promise<(program: string) => string | null> => {
    const folders = await terminalFolders(host);
    const placesOf = (program: string): string[] =>
      program.includes('/') ? [program] : folders.map((one) => path.posix.join(one, program));
    const facts = new Map<string, PathFact>();
    for (let at = 0; at < programs.length; at += programsAtOnce) {
      const places = programs.slice(at, at + programsAtOnce).flatMap(placesOf);
      for (const [place, fact] of await files.inspect(places)) facts.set(place, fact);
    }
    return (program) => {
      const places = placesOf(program);
      if (!program.includes('/')) return firstProgram(places, facts);
      return mayRun(facts.get(program)) ? program : null;
    };
  };

  const readLocale = async (): Promise<string> => {
    const variables = (await host.loginEnvironment()) ?? new Map<string, string>();
    const names = ['LC_ALL', 'LC_MESSAGES', 'LANG'];
    return names.map((name) => variables.get(name) ?? '').find((value) => value !== '') ?? '';
  };

  const read = async (): Promise<Reading> => {
    const system = host.sessionVariables.get('XDG_CONFIG_DIRS') ?? '';
    const found = await readAutostart(files, { folder, system });
    const [find, locale] = await Promise.all([
      createFind([...desktopChecks, ...programsOf(found)]),
      readLocale(),
    ]);
    const { units } = store.state();
    const choices = entryChoices(found, {
      hasUnit: (unit) => units[unit] !== undefined,
      find,
      locale,
      desktopCheck: desktopChecks.map(find).find((one) => one !== null) ?? null,
    });
    const facts = found.map(({ file, link, content }) => [
      file,
      link,
      content.kind === 'read' ? versionOf(content.bytes) : null,
    ]);
    return {
      found,
      view: { version: versionOf(encodeUtf8(JSON.stringify(facts))), folder, choices },
    };
  };

  const planOf = ({ found, view }: Reading, wanted: EntriesWanted): ImportPlan => {
    const chosen = view.choices.filter(({ file }) => wanted.files.includes(file));
    const { unitFolder } = store.state().person;
    const made = chosen.flatMap((choice) => filesOfEntry(choice, wanted));
    const off = chosen.filter(
      (choice) => choice.name !== null && !choice.isOff && choice.canSwitchOff,
    );
    const entries = off.flatMap(({ file }): PlannedEntry[] => {
      const one = found.find((entry) => entry.file === file);
      return one?.content.kind === 'read'
        ? [{ path: one.path, bytes: toBase64(one.content.bytes), link: one.link }]
        : [];
    });
    return {
      kind: 'import',
      unit: managerUnit,
      files: made.map(({ unit, text }) => ({
        path: path.join(unitFolder, unit),
        bytes: toBase64(encodeUtf8(text)),
      })),
      timers: [],
      crontab: null,
      autostart: {
        services: made.map(({ unit }) => unit),
        entries: wanted.switchesOff ? entries : [],
      },
    };
  };

  return {
    /** @throws mount-silent, file-unreadable. */
    view: async (): Promise<AutostartView> => (await read()).view,
    /** Returns how many services were made. @throws autostart-changed, busy, and what stopped it, with what was undone. */
    run: (wanted: EntriesWanted): Promise<number> =>
      lock.change(managerUnit, async () => {
        const reading = await read();
        if (reading.view.version !== wanted.version)
          throw fail('autostart-changed', { path: folder });
        const plan = planOf(reading, wanted);
        if (plan.files.length > 0) await importing.run(plan);
        return plan.files.length;
      }),
  };
};

export type AutostartImport = ReturnType<typeof createAutostartImport>;
