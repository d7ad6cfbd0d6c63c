/** Checks what a new service waits for against this computer: paths, ports and sockets. */
import { serviceOf, triggerOf } from '../../core/create/form-job.ts';
import { typedPort } from '../../core/create/form-listen.ts';
import { makesFolder, watchedPaths } from '../../core/create/form-watch.ts';
import type { FormFinding, ServiceForm } from '../../core/create/service-form.ts';
import { ownerText } from '../../core/diagnosis/rules/outside/port.ts';
import type { DiskLook, PortOwner } from '../../core/diagnosis/symptoms.ts';
import type { PathFact } from '../../core/lint/toolkit/disk-facts.ts';
import { expandPath } from '../../core/syntax/exec-writer.ts';
import { lintScopeTexts } from '../../core/texts/lint/scope.ts';
import { triggersFaultsTexts } from '../../core/texts/triggers/faults.ts';
import { firstFreePort, tooManyBytes } from '../../core/triggers/listen.ts';
import { hasPattern, watchesFolder } from '../../core/triggers/watch-kinds.ts';
import { folderOf } from '../../core/text/path.ts';
import type { AccountStore } from '../../core/app/store.ts';
import type { Host } from '../../host/host.ts';
import type { Inventory } from '../units/inventory.ts';
import { createPortHolders } from './port-holders.ts';

interface Deps {
  host: Pick<Host, 'files' | 'portOwners'>;
  store: AccountStore;
  inventory: Pick<Inventory, 'details'>;
}

type Field = 'watchPaths' | 'listenPort' | 'listenPath';

const error = (field: Field, text: string): FormFinding => ({ field, level: 'error', text });
const warning = (text: string): FormFinding => ({ field: 'watchPaths', level: 'warning', text });

/** Where Linux says from which port on everybody may listen: ip(7). */
const firstPortFile = '/proc/sys/net/ipv4/ip_unprivileged_port_start';

const missingFinding = (form: ServiceForm, path: string): FormFinding[] =>
  watchesFolder(form.watchKind) && !makesFolder(form)
    ? [
        {
          ...warning(triggersFaultsTexts.folderMissing(path)),
          offers: [{ kind: 'folder', path }],
        },
      ]
    : [];

const watchFinding = (form: ServiceForm, path: string, fact: PathFact): FormFinding[] => {
  const isFolder = watchesFolder(form.watchKind);
  switch (fact.kind) {
    case 'missing':
      return missingFinding(form, path);
    case 'unknown':
      return [
        error(
          'watchPaths',
          fact.silent === undefined
            ? triggersFaultsTexts.unreachable(path)
            : triggersFaultsTexts.deadMount({ path, mount: fact.silent.point }),
        ),
      ];
    case 'file':
      if (isFolder) return [error('watchPaths', triggersFaultsTexts.folderIsFile(path))];
      return form.watchKind === 'exists' && form.startNow
        ? [warning(triggersFaultsTexts.isThereAlready(path))]
        : [];
    case 'folder':
      if (!fact.isEnterable) return [error('watchPaths', triggersFaultsTexts.closed(path))];
      return form.watchKind === 'closed' || form.watchKind === 'written'
        ? [warning(triggersFaultsTexts.fileIsFolder(path))]
        : [];
  }
};

const takenPath = (path: string, look: DiskLook): FormFinding[] => {
  switch (look.kind) {
    case 'special':
      return [error('listenPath', triggersFaultsTexts.socketTaken(path))];
    case 'file':
      return [error('listenPath', triggersFaultsTexts.fileTaken(path))];
    case 'folder':
      return [error('listenPath', triggersFaultsTexts.folderTaken(path))];
    case 'closed':
      return [error('listenPath', triggersFaultsTexts.folderNotYours(look.folder))];
    case 'unknown':
      return [error('listenPath', triggersFaultsTexts.unreachable(path))];
    case 'missing':
      return [];
  }
};

const portText = (port: number, owner: PortOwner): string =>
  owner.unit === null
    ? ownerText(port, owner)
    : triggersFaultsTexts.portOfUnit({ port: String(port), unit: owner.unit });

export const createTriggerCheck = ({ host, store, inventory }: Deps) => {
  const { files } = host;
  const holdersOf = createPortHolders({ host, store, inventory });

  const real = (path: string): string => {
    const { home, runtimeFolder: runtime } = store.state().person;
    return expandPath(path, { home, runtime });
  };

  const ofPaths = async (form: ServiceForm): Promise<FormFinding[]> => {
    const paths = watchedPaths(form)
      .map(real)
      .filter((path) => path.startsWith('/') && !path.includes('\0') && !hasPattern(path));
    const facts = await files.inspect(paths);
    const found = paths.map(async (path) => {
      const fact = facts.get(path) ?? { kind: 'unknown' };
      const own = watchFinding(form, path, fact);
      // A mount that doesn't answer isn't asked again.
      if (fact.kind === 'unknown' || fact.kind === 'missing') return own;
      const to = await files.linkAt(path);
      return to === null ? own : [...own, warning(triggersFaultsTexts.isLink({ path, to }))];
    });
    return (await Promise.all(found)).flat();
  };

  const firstPort = async (): Promise<number> => {
    // A kernel without it has the usual one.
    const read = await files.read(firstPortFile).catch(() => null);
    return read === null ? firstFreePort : Number(new TextDecoder().decode(read.bytes));
  };

  const ofPort = async (form: ServiceForm, isOurs: boolean): Promise<FormFinding[]> => {
    const port = typedPort(form);
    if (port === null) return [];
    if (port < (await firstPort())) {
      const { what, why } = lintScopeTexts['privileged-port'](String(port));
      return [error('listenPort', `${what} ${why}`)];
    }
    const own: (string | null)[] = isOurs ? [triggerOf(form), serviceOf(form)] : [];
    const owners = await holdersOf(port);
    const other = owners.find(({ unit }) => unit === null || !own.includes(unit));
    return other === undefined ? [] : [error('listenPort', portText(port, other))];
  };

  const ofFile = async (form: ServiceForm, isOurs: boolean): Promise<FormFinding[]> => {
    const path = real(form.listenPath.trim());
    if (!path.startsWith('/') || /[\n\0]/.test(path)) return [];
    const bytes = tooManyBytes(path);
    if (bytes !== null) return [error('listenPath', triggersFaultsTexts.longSocketPath(bytes))];
    const at = (await files.examine([path])).get(path) ?? { kind: 'unknown' };
    if (isOurs && at.kind === 'special') return [];
    if (at.kind !== 'missing') return takenPath(path, at);
    const parent = at.nearest === '' ? folderOf(path) : at.nearest;
    const folder = (await files.examine([parent])).get(parent);
    const isOpen = folder?.kind === 'folder' && folder.isWritable;
    return isOpen ? [] : [error('listenPath', triggersFaultsTexts.folderNotYours(parent))];
  };

  /** @param isOurs an unfinished attempt made the trigger, and is undone first. */
  return async (form: ServiceForm, isOurs: boolean): Promise<FormFinding[]> => {
    if (form.job === 'on-change') return ofPaths(form);
    if (form.job !== 'on-connection') return [];
    return form.listenAt === 'file' ? ofFile(form, isOurs) : ofPort(form, isOurs);
  };
};
