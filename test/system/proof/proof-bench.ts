/** A service with proofs, and Hearth that looks for them. */
import type { Server } from 'node:net';
import type { ProofState } from '../../../electron/core/proof/proof-state.ts';
import { afterwards, service, shell, temporaryFolder, until } from '../workbench/bench.ts';
import { openWorkbench } from '../workbench/open-workbench.ts';

export const unit = 'proof-test.service';
export const sleeper = 'ExecStart=/bin/sleep 1000';
/** Due every second, lost after another one. */
export const quick = ['ProofPeriodSec=1s', 'ProofGraceSec=1s'];

export const start = (): Promise<string> => shell('systemctl', '--user', 'start', '--', unit);

/** Hearth, and the service with these proofs, running. */
export const prove = async (proofs: readonly string[], own: readonly string[] = [sleeper]) => {
  await service(unit, ['[Service]', ...own, '[X-Hearth]', ...proofs]);
  const hearth = await openWorkbench(`${await temporaryFolder()}/state`);
  await start();
  const state = (): ProofState | undefined => hearth.store.state().proofs[unit];
  const becomes = (status: ProofState['status']) =>
    until(`the proof to be ${status}`, () => state()?.status === status, 20_000).catch(
      (thrown: unknown) => {
        throw new Error(`${String(thrown)}: ${JSON.stringify(state())}`);
      },
    );
  return { hearth, state, becomes };
};

export const listen = (server: Server, at: string | number): Promise<number> =>
  new Promise((resolve) => {
    const done = (): void => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    };
    if (typeof at === 'string') server.listen(at, done);
    else server.listen(at, '127.0.0.1', done);
    afterwards(() => server.close());
  });
