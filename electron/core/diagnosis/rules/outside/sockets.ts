/** Sockets and paths that don’t start their service. systemd.socket(5), systemd.path(5). */
import { fixedWords } from '../../case/fixed-words.ts';
import { diagnosisEvidenceTexts } from '../../../texts/diagnosis/evidence.ts';
import { diagnosisRemediesTexts } from '../../../texts/diagnosis/remedies.ts';
import { diagnosisSocketTexts } from '../../../texts/diagnosis/socket.ts';
import type { Case, CauseRule, FoundCause } from '../../case/case.ts';
import {
  fromLine,
  fromLines,
  fromResult,
  fromSettings,
  fromSystemd,
} from '../../case/evidence-from.ts';
import { lookAtUnit, tell, tryAgain } from '../../case/offered-remedies.ts';
import { listenEvidence, ownerRemedies, ownerText, portPrivileged } from './port.ts';

const listenReport = /Failed to create listening socket \((.+?)\): (.*)$/;

const portOf = (address: string): number | null => {
  const port = /(?:^|:)(\d{1,5})$/.exec(address)?.[1];
  return port === undefined ? null : Number(port);
};

const notListening = (of: Case): FoundCause[] => {
  const report = of.allReports.findLast(({ message }) => listenReport.test(message));
  if (report === undefined) return [];
  const [, address = '', why = ''] = listenReport.exec(report.message) ?? [];
  const settings = of.settings.filter(
    ({ section, key }) => section === 'Socket' && key.startsWith('Listen'),
  );
  const evidence = [fromLine(report), ...fromSettings(...settings)];
  const port = portOf(address);
  if (why.includes('already in use')) {
    const owners = port === null ? undefined : of.ask.port(port);
    return [
      {
        cause: 'port-taken',
        sentence:
          port === null
            ? diagnosisSocketTexts.addressTaken(address)
            : ownerText(port, owners?.[0] ?? null),
        short:
          port === null
            ? diagnosisSocketTexts.short.addressTaken
            : diagnosisSocketTexts.short.portTaken(port),
        evidence: [
          ...evidence,
          ...(port === null ? [] : (owners ?? []).map((owner) => listenEvidence(port, owner))),
        ],
        remedies: port === null ? [tryAgain(of)] : ownerRemedies(of, port, owners?.[0] ?? null),
      },
    ];
  }
  if (why.includes('Permission denied') && port !== null && port < 1024)
    return [portPrivileged(port, evidence)];
  return [
    {
      cause: 'socket-not-listening',
      sentence: diagnosisSocketTexts.notListening({ address, why }),
      short: diagnosisSocketTexts.short.notListening,
      evidence,
      remedies: [tryAgain(of)],
    },
  ];
};

/** A unit that starts another one: why it gave up. */
export const socketRules: CauseRule = (of) => {
  const { details } = of.symptoms;
  if (details.kind !== 'socket' && details.kind !== 'path') return [];
  if (details.activeState !== 'failed') return [];
  const [triggered] = details.triggers;
  const result = fromResult(of, details.result);
  if (details.result === 'trigger-limit-hit') {
    return [
      {
        cause: 'trigger-limit',
        sentence: diagnosisSocketTexts.triggerLimit,
        short: diagnosisSocketTexts.short.triggerLimit,
        evidence: [
          result,
          ...fromLines(
            of.allReports.findLast(({ message }) => message.includes(fixedWords.triggerLimit)),
          ),
        ],
        remedies: [tryAgain(of)],
      },
    ];
  }
  if (details.result.endsWith('start-limit-hit') && triggered !== undefined) {
    return [
      {
        cause: 'socket-service-fails',
        sentence: diagnosisSocketTexts.serviceFails(triggered),
        short: diagnosisSocketTexts.short.serviceFails,
        evidence: [result, fromSystemd(diagnosisEvidenceTexts.triggers(triggered), triggered)],
        remedies: [lookAtUnit('look-at-service', triggered), tryAgain(of)],
      },
    ];
  }
  const silent = notListening(of);
  return silent.length > 0 ? silent : serviceMissing(of);
};

const notLoaded = /Socket service (\S+) not loaded, refusing/;

const serviceMissing = (of: Case): FoundCause[] => {
  const report = of.allReports.findLast(({ message }) => notLoaded.test(message));
  if (report === undefined) return [];
  const name = notLoaded.exec(report.message)?.[1] ?? '';
  return [
    {
      cause: 'socket-service-missing',
      sentence: diagnosisSocketTexts.serviceMissing(name),
      short: diagnosisSocketTexts.short.serviceMissing,
      evidence: fromLines(report),
      remedies: [tell('make-service', diagnosisRemediesTexts.makeService(name))],
    },
  ];
};

/** It isn’t started yet, but its service doesn’t exist: then a start is refused. */
export const idleSocketRules: CauseRule = (of) => {
  const { details } = of.symptoms;
  return details.kind === 'socket' && details.activeState === 'inactive' ? serviceMissing(of) : [];
};
