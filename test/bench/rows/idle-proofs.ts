/** What Hearth costs while nobody is looking, with many services and proofs that they work. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { makeProfile, type App } from '../apps.ts';
import { clearUnits, layUnits } from '../own-units.ts';
import type { Group, Row } from '../row.ts';
import { bringTo, idleSeconds, useOf, useRows } from './idle.ts';

/** Services that exist, and those of them that run and name a proof. */
const proofUnits = 300;
const proofCount = 50;
/**
 * From the start until it counts as idle. What the proofs allocate delays V8’s collection after the start: it came 105 to
 * 114 s after it, with four threads and 200 ms. Seen with perf_hooks.
 */
const settleMs = 130_000;

/** A file, a socket, an address, a name and a line of the log in turn, with the usual periods. */
const proofOf =
  (folder: string, port: number) =>
  (index: number): readonly string[] => {
    if (index >= proofCount) return [];
    return (
      [
        [`ProofFile=${folder}/log`, 'ProofPeriodSec=1h'],
        [`ProofSocket=127.0.0.1:${port}`],
        [`ProofHTTP=http://127.0.0.1:${port}/`],
        ['ProofBusName=org.freedesktop.systemd1'],
        ['ProofLog=^done$', 'ProofPeriodSec=1h'],
      ][index % 5] ?? []
    );
  };

const measureProofs = async (): Promise<Row[]> => {
  const lives = ['hearth', 'hello', 'hearth', 'hello'] as const;
  const profiles = await Promise.all(lives.map(makeProfile));
  const apps: App[] = [];
  try {
    for (const [i, name] of lives.entries())
      apps.push(await bringTo(name, 'closed', { profile: profiles[i]?.folder ?? '', scope: true }));
    await pause(settleMs);
    const waited = pause(idleSeconds * 1000);
    const [mine, theirs, mineToo, theirsToo] = await Promise.all(
      apps.map((app) => useOf(app, waited)),
    );
    if (!mine || !theirs || !mineToo || !theirsToo) throw new Error('not all apps were measured');
    return useRows(
      'idle.proofs.cpu',
      `processor time in ${idleSeconds} s, tray only, with ${proofUnits} services, ${proofCount} of them running with a proof`,
      [mine, mineToo],
      [theirs, theirsToo],
    );
  } finally {
    await Promise.all(apps.map((app) => app.end()));
    await Promise.all(profiles.map((profile) => profile.remove()));
  }
};

const withProofs = async (measure: () => Promise<Row[]>): Promise<Row[]> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'hearth-bench-'));
  const server = createServer((_, response) => response.end());
  try {
    await writeFile(path.join(folder, 'log'), 'tick\n');
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    await layUnits({ count: proofUnits, running: proofCount, proof: proofOf(folder, port) });
    return await measure();
  } finally {
    await clearUnits();
    server.close();
    await rm(folder, { recursive: true });
  }
};

export const proofs: Group = {
  names: ['idle.proofs.cpu', 'idle.proofs.cpu.wakeups'],
  measure: async (tell) => {
    tell(...(await withProofs(measureProofs)));
  },
};
