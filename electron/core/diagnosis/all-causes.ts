/** All rules, and the order of what they find. */
import type { Case, CauseRule, FoundCause } from './case/case.ts';
import type { CauseName } from './causes.ts';
import { namedPathRules } from './rules/around/named-paths.ts';
import { privilegeRules } from './rules/around/privileges.ts';
import { streamFailureRules } from './rules/around/stream.ts';
import { surroundingsRules } from './rules/around/surroundings.ts';
import { busNameRules } from './rules/end/bus-name.ts';
import { goodEndRules, goodSignalRules } from './rules/end/good-end.ts';
import { languageRules } from './rules/end/languages.ts';
import { ownCodeRules } from './rules/end/own-code.ts';
import { protocolRules } from './rules/end/readiness.ts';
import { restartRules } from './rules/end/restarting.ts';
import { signalRules } from './rules/end/signals.ts';
import { timeLimitRules } from './rules/end/time-limits.ts';
import { idleRules } from './rules/load/idle.ts';
import { refusedRules } from './rules/load/refused.ts';
import { displayRules } from './rules/outside/display.ts';
import { networkRules } from './rules/outside/network.ts';
import { otherUnitRules } from './rules/outside/other-units.ts';
import { portRules } from './rules/outside/port.ts';
import { resourceRules } from './rules/outside/resources.ts';
import { idleSocketRules, socketRules } from './rules/outside/sockets.ts';
import { byEnvRules } from './rules/run/by-env.ts';
import { unrunProgramRules } from './rules/run/program.ts';
import { shellErrorRules } from './rules/run/shell.ts';

/** The most specific first: what says why before what says how. */
const rules: readonly CauseRule[] = [
  otherUnitRules,
  unrunProgramRules,
  byEnvRules,
  shellErrorRules,
  surroundingsRules,
  namedPathRules,
  streamFailureRules,
  privilegeRules,
  busNameRules,
  timeLimitRules,
  protocolRules,
  displayRules,
  portRules,
  networkRules,
  resourceRules,
  socketRules,
  languageRules,
  signalRules,
  goodEndRules,
  goodSignalRules,
  ownCodeRules,
  restartRules,
];

/** Only say how it ended, or which command did; left out where another cause says why. */
const onlyHow: ReadonlySet<CauseName> = new Set([
  'exit-code',
  'killed-by-signal',
  'start-pre-failed',
  'start-post-failed',
  'stop-failed',
]);

/** Say that it goes on, not why it ended. */
const onlyOn: ReadonlySet<CauseName> = new Set(['start-limit', 'restart-loop']);

/** The same line of the log, seen less exactly. */
const vaguer: Partial<Record<CauseName, CauseName>> = { 'permission-denied': 'port-privileged' };

/** Best first; none twice. */
export const causesIn = (of: Case): FoundCause[] => {
  const refused = refusedRules(of);
  if (refused.length > 0) return refused;
  const found = rules.flatMap((rule) => rule(of));
  const saysWhy = found.some(({ cause }) => !onlyHow.has(cause) && !onlyOn.has(cause));
  const kept = found
    .filter(({ cause }) => !saysWhy || !onlyHow.has(cause))
    .filter(({ cause }, index) => found.findIndex((one) => one.cause === cause) === index)
    .filter(({ cause }) => !found.some((one) => one.cause === vaguer[cause]))
    .filter(({ evidence }) => evidence.length > 0);
  const isIdle = kept.length === 0 && of.failed === null;
  if (!isIdle) return kept;
  const sockets = idleSocketRules(of);
  return sockets.length > 0 ? sockets : idleRules(of);
};
