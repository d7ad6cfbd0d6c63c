/** The proofs of one unit at a time, for the page that shows them. */
import type { Host } from '../../host/host.ts';
import type { Emit } from '../../ipc/contract/index.ts';
import type { ProofReading } from '../../core/proof/proof-reading.ts';
import type { ProofReports } from '../../core/proof/proof-state.ts';
import { watchProof } from '../../system/proof/proof-file.ts';
import type { Proofs } from './proofs.ts';

interface Deps {
  host: Pick<Host, 'files' | 'watchFile'>;
  proofs: Pick<Proofs, 'reports' | 'follow' | 'onPageFile'>;
  emit: Emit;
}

export const createProofPage = ({ host, proofs, emit }: Deps) => {
  let shown: string | null = null;
  let sent = '';
  /** The files of the unit, also while it isn't running. */
  const files = new Map<string, { watch: { close(): void }; reading: ProofReading | null }>();

  const watchFiles = (unit: string, wanted: ReadonlySet<string>): void => {
    for (const [path, { watch }] of files) {
      if (wanted.has(path)) continue;
      watch.close();
      files.delete(path);
    }
    for (const path of wanted) {
      if (files.has(path)) continue;
      const watch = watchProof(host, path, (reading) => {
        files.set(path, { watch, reading });
        proofs.onPageFile(unit, path, reading);
        send();
      });
      files.set(path, { watch, reading: null });
    }
  };

  const withReadings = ({ reports, ...rest }: ProofReports): ProofReports => ({
    ...rest,
    reports: reports.map((report) => {
      const { target } = report.proof;
      const reading = target.kind === 'file' ? (files.get(target.path)?.reading ?? null) : null;
      return { ...report, reading: reading ?? report.reading };
    }),
  });

  const send = (): void => {
    if (shown === null) return;
    const all = proofs.reports(shown);
    const paths = all.reports.flatMap(({ proof: { target } }) =>
      target.kind === 'file' ? [target.path] : [],
    );
    watchFiles(shown, new Set(paths));
    const payload = { unit: shown, ...withReadings(all) };
    const text = JSON.stringify(payload);
    if (text === sent) return;
    sent = text;
    emit('proof', payload);
  };
  proofs.follow((unit) => {
    if (unit === shown) send();
  });

  const unwatch = (): void => {
    shown = null;
    sent = '';
    watchFiles('', new Set());
  };

  return {
    watch: (unit: string): void => {
      unwatch();
      shown = unit;
      send();
    },
    unwatch,
    /** The unit files were read again. */
    onFiles: send,
  };
};

export type ProofPage = ReturnType<typeof createProofPage>;
