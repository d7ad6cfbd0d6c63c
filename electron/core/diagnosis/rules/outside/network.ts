/** The network that wasn’t there. A user manager has no network-online.target to wait for: systemd.special(7). */
import { resolveName, shellLine } from '../../../commands.ts';
import { diagnosisRemediesTexts } from '../../../texts/diagnosis/remedies.ts';
import { diagnosisResourcesTexts } from '../../../texts/diagnosis/resources.ts';
import type { Case, CauseRule } from '../../case/case.ts';
import { fromKeys, fromLine } from '../../case/evidence-from.ts';
import { hasFailedItself } from '../../case/last-words.ts';
import { addSetting, tell, thenStart, tryAgain } from '../../case/offered-remedies.ts';
import type { OfferedRemedy } from '../../remedy.ts';
import { decisiveLine } from './resources.ts';

/** Tries again until the network is there. */
const retry = (of: Case): OfferedRemedy[] =>
  ['on-failure', 'always'].includes(of.service?.restart ?? '')
    ? [tryAgain(of)]
    : [
        thenStart(of, 'ask', 'retry', diagnosisRemediesTexts.retry, [
          addSetting(of, 'Service', 'Restart', 'on-failure'),
          addSetting(of, 'Service', 'RestartSec', '10'),
        ]),
      ];

const unreachable =
  /network is (?:unreachable|down)|\bENETUNREACH\b|\bENETDOWN\b|no route to host|\bEHOSTUNREACH\b/i;

const unresolved =
  /temporary failure in name resolution|name or service not known|no address associated with hostname|could ?n[o']t resolve (?:host|proxy)|could not resolve|temporary failure resolving|\bENOTFOUND\b|\bEAI_AGAIN\b|UnknownHostException|nodename nor servname|unable to resolve (?:host|address)|no such host/i;

/** The name that it looked for. */
const hostIn = (text: string): string | null =>
  /(?:resolve (?:host|address|proxy)?:? ?|ENOTFOUND |EAI_AGAIN |UnknownHostException: |lookup |resolving ['"]?)['"]?([a-z0-9][a-z0-9.-]*[a-z0-9])/i.exec(
    text,
  )?.[1] ?? null;

export const networkRules: CauseRule = (of) => {
  if (!hasFailedItself(of) || of.failed?.result !== 'exit-code') return [];
  const line = decisiveLine(of, unreachable);
  if (line !== null) {
    return [
      {
        cause: 'network-unreachable',
        sentence: diagnosisResourcesTexts.unreachable,
        short: diagnosisResourcesTexts.short.unreachable,
        evidence: [fromLine(line), ...fromKeys(of, 'Restart')],
        remedies: retry(of),
      },
    ];
  }
  const named = decisiveLine(of, unresolved);
  if (named === null) return [];
  const host = hostIn(named.message);
  return [
    {
      cause: 'name-not-resolved',
      sentence:
        host === null
          ? diagnosisResourcesTexts.unresolved
          : diagnosisResourcesTexts.unresolvedName(host),
      short: diagnosisResourcesTexts.short.unresolved,
      evidence: [fromLine(named), ...fromKeys(of, 'Restart')],
      remedies: [
        ...retry(of),
        ...(host === null
          ? []
          : [tell('resolve', diagnosisRemediesTexts.resolve(host), shellLine(resolveName(host)))]),
      ],
    },
  ];
};
