/** What systemd says of a unit that is tried → how the try is doing, and how it ended. */
import type { TryEnd, TryNews } from '../../core/try/try-report.ts';
import type { ServiceDetails } from '../../core/units/unit.ts';

/** At its usual log level, systemd 252 says nothing of a service that ends well, unless it was a oneshot. */
export const isEndLogged = ({ result, type }: Pick<ServiceDetails, 'result' | 'type'>): boolean =>
  result !== 'success' || type === 'oneshot';

/** Stopped before it was started. */
export const notRun: TryEnd = {
  result: 'success',
  exitKind: null,
  exitStatus: null,
  failedCommand: null,
  workingFolder: '',
  durationMs: 0,
  by: 'person',
  killedRest: false,
  isLogged: true,
};

export const phaseOf = ({ activeState }: Pick<ServiceDetails, 'activeState'>): TryNews['phase'] => {
  if (activeState === 'deactivating') return 'stopping';
  return activeState === 'active' || activeState === 'reloading' ? 'running' : 'starting';
};

interface Asked extends Pick<TryEnd, 'isLogged'> {
  startedAt: number;
  /** Who asked for its end; null if nobody did. */
  by: 'person' | 'time' | null;
}

export const tryEndOf = (
  { startedAt, by, isLogged }: Asked,
  details: ServiceDetails,
  killedRest: boolean,
): TryEnd => {
  const { result, exitKind, exitStatus, failedCommand, workingFolder, stateSince } = details;
  const cause =
    details.skippedAt !== null ? 'skipped' : stateSince === null ? 'dependency' : 'itself';
  return {
    result,
    exitKind,
    exitStatus,
    failedCommand,
    workingFolder,
    killedRest,
    durationMs: Math.max(0, (stateSince ?? Date.now()) - startedAt),
    by: by ?? cause,
    isLogged,
  };
};
