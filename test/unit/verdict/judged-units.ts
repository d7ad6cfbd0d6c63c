/** Units in each state, and the facts they are judged by. */
import type { ProofFacts, VerdictFacts } from '../../../electron/core/verdict/verdict-facts.ts';
import type { Unit } from '../../../electron/core/units/unit.ts';
import { detailsOf, failed, minutes, noon, stopped, unit } from '../../fake/makers.ts';

type Differs = Parameters<typeof detailsOf>[2];

const proofless = '[Service]\nExecStart=/bin/true\n';
export const facts = (
  of: Unit,
  differs: Differs = {},
  more: Partial<VerdictFacts> = {},
): VerdictFacts => {
  const details = detailsOf(of, proofless, differs);
  return {
    unit: of,
    details,
    ended: details,
    underWay: null,
    proof: null,
    incident: null,
    startedBy: [],
    stoppedByYou: false,
    now: noon,
    ...more,
  };
};
export const proof = (
  status: ProofFacts['status'],
  secondsAgo: number,
  why: string | null = null,
) => ({
  proof: { status, lastSeenAt: noon - secondsAgo * 1000, why },
});
export const end = (
  exitKind: 'exited' | 'killed' | 'dumped',
  exitStatus: number,
  result: string,
) => ({
  result,
  exitKind,
  exitStatus,
  failedCommand: { directive: 'ExecStart', path: '/usr/bin/x', exitKind, exitStatus },
});
export const incident = (times: number) =>
  ({ kind: 'crashing', since: minutes(2), times, short: null }) as const;

export const worker = unit('worker.service');
export const bad = unit('bad.service', { ...failed, changedAt: minutes(3) });
export const off = unit('off.service', {
  ...stopped,
  unitFileState: 'disabled',
  changedAt: minutes(3),
});
export const looping = unit('loop.service', {
  crashing: true,
  activeState: 'activating',
  subState: 'auto-restart',
});
export const timer = unit('nightly.timer', { subState: 'waiting' });
