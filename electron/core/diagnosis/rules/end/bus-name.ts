/** The D-Bus name of a service is owned by another program. systemd.service(5), BusName=. */
import { diagnosisEvidenceTexts } from '../../../texts/diagnosis/evidence.ts';
import { diagnosisReadinessTexts } from '../../../texts/diagnosis/readiness.ts';
import type { CauseRule } from '../../case/case.ts';
import { fromKeys, fromLines, fromSystem } from '../../case/evidence-from.ts';
import { stopOwner } from '../../case/offered-remedies.ts';
import { decisiveLine } from '../outside/resources.ts';

/** At least two names: `org.example.App`. */
const busName = /\b[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)+\b/;

/** Somebody else owns the name that it wants. */
export const busNameRules: CauseRule = (of) => {
  const { details, failed } = of;
  if (details === null || failed === null) return [];
  const line = decisiveLine(of, /\bname\b|NameExists/i);
  const isTold =
    line !== null &&
    /already (?:taken|owned|in use|exists|acquired)|NameExists|(?:could ?n[o']t|failed to|unable to|cannot) (?:acquire|own|request|get|take|register)/i.test(
      line.message,
    );
  const inLine = isTold ? (busName.exec(line.message)?.[0] ?? null) : null;
  const name = inLine ?? of.service?.busName ?? '';
  if (name === '') return [];
  if (!isTold && !(details.type === 'dbus' && ['timeout', 'protocol'].includes(failed.result)))
    return [];
  const owner = of.ask.busName(name);
  if (owner === null || owner === undefined || owner.unit === of.unit) return [];
  const by = owner.program ?? owner.unit ?? '';
  return [
    {
      cause: 'bus-name-taken',
      sentence: diagnosisReadinessTexts.busNameTaken({ name, by, pid: String(owner.pid ?? '') }),
      short: diagnosisReadinessTexts.short.busNameTaken,
      evidence: [
        ...(isTold ? fromLines(line) : []),
        ...fromKeys(of, 'BusName'),
        fromSystem(diagnosisEvidenceTexts.ownsName({ name, by, pid: String(owner.pid ?? '') })),
      ],
      remedies: owner.unit === null ? [] : [stopOwner(of, owner.unit)],
    },
  ];
};
