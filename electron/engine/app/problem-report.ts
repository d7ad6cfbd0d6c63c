/** Makes the report about a problem, and saves it as an archive where the person wants it. It is never sent. */
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import {
  factLines,
  reportName,
  type ProblemReport,
  type ReportFile,
} from '../../core/app/problem-report.ts';
import type { Store } from '../../core/app/store.ts';
import { packFolder } from '../../core/commands.ts';
import { readEnvironmentFile } from '../../core/environment/environment-file.ts';
import type { KnownValue } from '../../core/environment/known-values.ts';
import { maskText, maskUnitFile } from '../../core/environment/mask-secrets.ts';
import type { SourceFile } from '../../core/files/unit-files.ts';
import { fail } from '../../core/problems/problem.ts';
import { reportArchiveTexts } from '../../core/texts/report/archive.ts';
import { isFailed } from '../../core/units/unit.ts';
import type { Host } from '../../host/host.ts';
import { expectSuccess, type Runner } from '../../host/runner.ts';
import type { Journalctl } from '../../system/journal/journalctl.ts';
import type { Systemctl } from '../../system/manager/systemctl.ts';
import type { UnitStore } from '../../system/units/unit-store.ts';
import type { Inventory } from '../units/inventory.ts';
import type { Bugs } from './bugs.ts';
import type { Ports } from './ports.ts';
import { allOfThem, createSecretValues, notRead, type SecretValues } from './secret-values.ts';

const journalLines = 200;
const ownLogBytes = 64 * 1024;

interface Deps {
  store: Store;
  host: Pick<Host, 'files' | 'sessionVariables'>;
  runner: Runner;
  unitStore: Pick<UnitStore, 'source'>;
  inventory: Pick<Inventory, 'wholeDetails' | 'managerEnvironment'>;
  systemctl: Pick<Systemctl, 'status'>;
  journalctl: Pick<Journalctl, 'lastLines'>;
  /** Hearth’s own. */
  logFile: string;
  chooseReportFile: Ports['chooseReportFile'];
  showFile: Ports['showFile'];
  bugs: Pick<Bugs, 'toProblem'>;
}

/** `unit/NAME`, and `unit/NAME.d/10-x.conf`: no two have the same, as systemd reads only one of a name. */
const nameOf = ({ ref, path: at }: SourceFile): string =>
  ref.kind === 'fragment'
    ? `unit/${path.basename(at)}`
    : `unit/${path.basename(path.dirname(at))}/${path.basename(at)}`;

export const createProblemReport = (deps: Deps) => {
  const { store, host, runner, inventory, logFile, bugs } = deps;
  const { files } = host;
  const secretValues = createSecretValues({ files, inventory, bugs });
  let last: ProblemReport | null = null;
  let saved: string | null = null;

  /** Nothing of a report may keep the rest from being made. */
  const orElse = <Value, Other>(
    work: Promise<Value>,
    other: (why: string) => Other,
  ): Promise<Value | Other> =>
    work.catch((thrown: unknown) => {
      const { what, why } = bugs.toProblem(thrown);
      return other(`${what} ${why}\n`);
    });
  const textOf = (work: Promise<string>): Promise<string> => orElse(work, (why) => why);

  const bytesOf = async (at: string): Promise<Uint8Array> =>
    (await orElse(files.read(at), () => null))?.bytes ?? new Uint8Array();
  const decoded = (bytes: Uint8Array): string => Buffer.from(bytes).toString();

  /** Its files, without scripts, and the values in all that it is given. */
  const sourcesOf = async (unit: string): Promise<SecretValues & { own: SourceFile[] }> => {
    try {
      const source = await deps.unitStore.source(unit);
      const own = source.files.filter(({ ref }) => ref.kind !== 'script');
      return { own, ...(await secretValues.ofUnit(unit, own)) };
    } catch (thrown) {
      const gap = notRead(reportArchiveTexts.files(unit), bugs.toProblem(thrown));
      return { own: [], ...allOfThem([gap, await secretValues.ofUnit(unit, [])]) };
    }
  };

  const unitFile = (file: SourceFile, values: readonly KnownValue[]): ReportFile => {
    const { content, path: at } = file;
    const text = {
      text: () => (content.kind === 'text' ? maskUnitFile(content.bytes, values) : ''),
      masked: () => '# masked\n',
      problem: () => (content.kind === 'problem' ? `# ${content.problem.why}\n` : ''),
    }[content.kind]();
    return { name: nameOf(file), text: `# ${at}\n${text}` };
  };

  const about = async (): Promise<string> => {
    const { app, account } = store.state();
    const system = readEnvironmentFile(decoded(await bytesOf('/etc/os-release')));
    const ofSession = (name: string): string => host.sessionVariables.get(name) ?? '';
    const units = Object.values(account.units);
    return factLines({
      hearth: app.versions.hearth,
      electron: app.versions.electron,
      systemd: account.systemd,
      system: system.find(({ name }) => name === 'PRETTY_NAME')?.raw ?? '',
      kernel: decoded(await bytesOf('/proc/sys/kernel/osrelease')).trim(),
      architecture: process.arch,
      desktop: ofSession('XDG_CURRENT_DESKTOP'),
      session: ofSession('XDG_SESSION_TYPE'),
      tray: app.tray.hosted,
      lingering: account.linger.current?.linger ?? '',
      manager: account.manager.kind,
      units: units.length,
      own: units.filter(({ own }) => own).length,
      failed: units.filter(isFailed).length,
    });
  };

  const aboutUnit = async (
    unit: string,
    own: readonly SourceFile[],
    values: readonly KnownValue[],
  ): Promise<ReportFile[]> => {
    const [status, lines] = await Promise.all([
      textOf(deps.systemctl.status(unit).then(({ stdout }) => stdout)),
      textOf(deps.journalctl.lastLines(unit, journalLines).then((all) => all.join('\n'))),
    ]);
    return [
      ...own.map((file) => unitFile(file, values)),
      { name: 'status.txt', text: maskText(status, values) },
      { name: 'log.txt', text: maskText(lines, values) },
    ];
  };

  const ownLog = async (): Promise<string> => {
    const end = await files.tail(logFile, ownLogBytes);
    if (end.kind !== 'file') return '';
    const text = decoded(end.bytes);
    // Where it was cut, the first line is no whole one.
    return end.whole ? text : text.slice(text.indexOf('\n') + 1);
  };

  return {
    /** @param unit null for a report about Hearth itself. */
    make: async (unit: string | null): Promise<ProblemReport> => {
      const [ofManager, ofUnit] = await Promise.all([
        secretValues.ofManager(),
        unit === null ? { own: [], values: [], unread: [] } : sourcesOf(unit),
      ]);
      const { values, unread } = allOfThem([ofUnit, ofManager]);
      const [facts, unitFiles, log] = await Promise.all([
        about(),
        unit === null ? [] : aboutUnit(unit, ofUnit.own, values),
        ownLog(),
      ]);
      const warnings = unread.map((sentence) => `${maskText(sentence, values)}\n`).join('');
      last = {
        id: randomUUID(),
        files: [
          { name: 'about.txt', text: `${warnings}${facts}` },
          ...unitFiles,
          { name: 'hearth.log', text: maskText(log, values) },
        ],
      };
      return last;
    },
    /**
     * Asks where, and saves the report as it was shown; null if the person cancels.
     * @param without names of files to leave out.
     * @throws report-gone, program-missing, program-failed, disk-full, folder-not-writable, file-failed.
     */
    save: async (id: string, without: readonly string[]): Promise<string | null> => {
      if (last?.id !== id) throw fail('report-gone', {});
      const name = reportName(Date.now());
      const wanted = last.files.filter((file) => !without.includes(file.name));
      const exists = async (file: string): Promise<boolean> =>
        (await files.areThere([file])).includes(true);
      const place = await deps.chooseReportFile(exists, name);
      if (place === null) return null;
      const scratch = await files.makeScratch(
        new Map(wanted.map((file) => [`${name}/${file.name}`, Buffer.from(file.text)])),
      );
      const archive = await files.receive(place);
      try {
        expectSuccess(await runner.run(packFolder(archive.path, scratch, name)));
        await files.setMode(archive.path, 0o600);
        await archive.commit();
      } catch (thrown) {
        await archive.discard();
        throw thrown;
      } finally {
        await files.discardScratch(scratch);
      }
      saved = place.path;
      return saved;
    },
    /** Shows the archive in its folder; nothing before one is saved. */
    show: (): void => {
      if (saved !== null) deps.showFile(saved);
    },
  };
};

export type ProblemReports = ReturnType<typeof createProblemReport>;
