/** Addresses that the program couldn’t listen on. bind(2). */
import { shellLine, whoListens } from '../../../commands.ts';
import { diagnosisEvidenceTexts } from '../../../texts/diagnosis/evidence.ts';
import { diagnosisRemediesTexts } from '../../../texts/diagnosis/remedies.ts';
import { diagnosisSocketTexts } from '../../../texts/diagnosis/socket.ts';
import { triggersFaultsTexts } from '../../../texts/triggers/faults.ts';
import type { Case, CauseRule, FoundCause } from '../../case/case.ts';
import { fromLine, fromLines, fromSettings } from '../../case/evidence-from.ts';
import { hasFailedItself, isDecisive, lastMomentsOf } from '../../case/last-words.ts';
import { stopOwner, tell, tryAgain } from '../../case/offered-remedies.ts';
import { failedCommandOf, wordsRun } from '../../case/ran-command.ts';
import type { Evidence } from '../../cause.ts';
import type { OfferedRemedy } from '../../remedy.ts';
import { languageErrorOf } from '../end/languages.ts';
import type { PortOwner, SymptomLine } from '../../symptoms.ts';

const isPort = (port: number): boolean => port > 0 && port < 65_536;

/** `127.0.0.1:48100`, `[::]:80`, `:::48100`, `*:6379`, `port 48100`, `port=48100`. */
const portInText = (text: string): number | null => {
  const patterns = [
    /\bport[ =:(]+(\d{1,5})\b/gi,
    // Not the hours of a time.
    /(?:\d{1,3}(?:\.\d{1,3}){3}|\]|\*|::|localhost|(?<![\d:.])0):(\d{1,5})\b(?!:\d)/g,
    /\('[^']*', (\d{1,5})\)/g,
    /[\s(]:(\d{2,5})\b/g,
  ];
  const ports = patterns.flatMap((pattern) =>
    [...text.matchAll(pattern)].map(([, port]) => Number(port)),
  );
  return ports.find(isPort) ?? null;
};

/** The only word of the command that is a port. */
const portInCommand = (of: Case): number | null => {
  const command = failedCommandOf(of);
  if (command === null) return null;
  const ports = [...wordsRun(of, command), ...command.argv].flatMap((word) => {
    const [, port] = /(?:^|[:=]|\s)(\d{2,5})$/.exec(word) ?? [];
    return port !== undefined && isPort(Number(port)) ? [Number(port)] : [];
  });
  const all = [...new Set(ports)];
  return all.length === 1 ? (all[0] ?? null) : null;
};

const nameOf = (owner: PortOwner): { program: string; pid: string } => ({
  program: owner.program ?? '?',
  pid: String(owner.pid ?? '?'),
});

/** Who listens there now. */
export const listenEvidence = (port: number, owner: PortOwner): Evidence => {
  const names = { port: String(port), ...nameOf(owner) };
  const { unit } = owner;
  return {
    text:
      unit === null
        ? diagnosisEvidenceTexts.listens(names)
        : owner.pid === null
          ? diagnosisEvidenceTexts.socketListens({ port: names.port, unit })
          : diagnosisEvidenceTexts.unitListens({ ...names, unit }),
    from: 'system',
    at: unit === null ? null : { kind: 'unit', unit },
  };
};

/** `Port 48100 is taken by python3 (PID 398).` */
export const ownerText = (port: number, owner: PortOwner | null): string => {
  if (owner === null) return diagnosisSocketTexts.portTaken(port);
  if (owner.pid === null && owner.unit !== null)
    return triggersFaultsTexts.portOfUnit({ port: String(port), unit: owner.unit });
  if (owner.pid !== null && owner.program !== null)
    return diagnosisSocketTexts.portTakenBy({ port, ...nameOf(owner) });
  return owner.isOwn
    ? diagnosisSocketTexts.portTakenUnseen(port)
    : diagnosisSocketTexts.portTakenByOther(port);
};

export const ownerRemedies = (of: Case, port: number, owner: PortOwner | null): OfferedRemedy[] => {
  if (owner === null) return [tryAgain(of)];
  if (owner.unit !== null && owner.unit !== of.unit) return [stopOwner(of, owner.unit)];
  return [
    tell('who-listens', diagnosisRemediesTexts.whoListens(port), shellLine(whoListens(port))),
  ];
};

const taken =
  /address (?:is )?already in use|\bEADDRINUSE\b|port (?:\d+ )?(?:is )?already (?:in use|allocated|taken)|address in use|\bport \d+ is in use/i;

/** The last line that says so, with those near it that may name the port. */
const saying = (of: Case, pattern: RegExp): { line: SymptomLine; near: SymptomLine[] } | null => {
  // Node.js repeats the code in the details of an error, which are indented.
  const lines = lastMomentsOf(of)
    .slice(-30)
    .filter(({ message }) => !message.startsWith(' '));
  const at = lines.findLastIndex(({ message }) => pattern.test(message));
  const line = lines[at];
  return line === undefined ? null : { line, near: lines.slice(Math.max(0, at - 4), at + 5) };
};

const topic =
  /\b(?:bind|binding|listen|address|socket)\b|port \d|(?:could not|failed to|unable to|can't|cannot) (?:start|open|create) (?:the )?(?:server|listener)|startup failed/i;

/** Nothing else is said after it, so it is why the program ended. */
const isWhy = (of: Case, line: SymptomLine): boolean =>
  isDecisive(of, line, topic) || languageErrorOf(of)?.line === line;

const portTaken: CauseRule = (of) => {
  const said = saying(of, taken);
  if (said === null) return [];
  const { line, near } = said;
  if (!isWhy(of, line)) return [];
  // A path in it: a Unix socket.
  const socket = /(?:^|[\s"'(])(\/[^\s"':)]+)/.exec(line.message)?.[1] ?? null;
  const port =
    portInText(line.message) ??
    (socket !== null && of.ask.path(socket)?.kind === 'special'
      ? null
      : (near.map(({ message }) => portInText(message)).find((one) => one !== null) ??
        portInCommand(of)));
  const setting = failedCommandOf(of)?.setting;
  // The address may be a file.
  if (port === null) return [];
  const owners = of.ask.port(port) ?? [];
  const owner = owners.find(({ unit }) => unit !== of.unit) ?? null;
  return [
    {
      cause: 'port-taken',
      sentence: ownerText(port, owner),
      short: diagnosisSocketTexts.short.portTaken(port),
      evidence: [
        fromLine(line),
        ...(owner === null ? [] : [listenEvidence(port, owner)]),
        ...fromSettings(setting),
      ],
      remedies: ownerRemedies(of, port, owner),
    },
  ];
};

export const portPrivileged = (port: number, evidence: Evidence[]): FoundCause => ({
  cause: 'port-privileged',
  sentence: diagnosisSocketTexts.privileged(port),
  short: diagnosisSocketTexts.short.privileged(port),
  evidence,
  remedies: [tell('higher-port', diagnosisRemediesTexts.higherPort)],
});

const privileged: CauseRule = (of) => {
  const said = saying(of, /permission denied|\bEACCES\b|operation not permitted/i);
  if (said === null) return [];
  const { line } = said;
  const error = languageErrorOf(of);
  const namesFile = /['"]\//.test(line.message);
  const isBind =
    !namesFile && (/\b(?:bind|listen|port|socket)/i.test(line.message) || error?.line === line);
  const port = portInText(line.message) ?? (isBind ? portInCommand(of) : null);
  if (!isBind || port === null || port >= 1024 || !isWhy(of, line)) return [];
  return [portPrivileged(port, [fromLine(line), ...fromSettings(failedCommandOf(of)?.setting)])];
};

const notHere: CauseRule = (of) => {
  const said = saying(
    of,
    /cannot assign requested address|\bEADDRNOTAVAIL\b|can't assign requested address/i,
  );
  if (said === null || !isWhy(of, said.line)) return [];
  return [
    {
      cause: 'address-not-here',
      sentence: diagnosisSocketTexts.notHere,
      short: diagnosisSocketTexts.short.notHere,
      evidence: [...fromLines(said.line), ...fromSettings(failedCommandOf(of)?.setting)],
      remedies: [tryAgain(of)],
    },
  ];
};

export const portRules: CauseRule = (of) =>
  hasFailedItself(of) && of.failed?.result === 'exit-code'
    ? [...portTaken(of), ...privileged(of), ...notHere(of)]
    : [];
