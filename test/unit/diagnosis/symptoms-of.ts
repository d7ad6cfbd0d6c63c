/** Symptoms for tests of single rules, as short as a unit file and a log. */
import { causeNumbers, type CauseName } from '../../../electron/core/diagnosis/causes.ts';
import type { Diagnosis } from '../../../electron/core/diagnosis/cause.ts';
import { diagnose } from '../../../electron/core/diagnosis/diagnose.ts';
import {
  noAnswers,
  type Answers,
  type DiskLook,
  type ServiceSymptoms,
  type SymptomLine,
  type Symptoms,
  type UnitLook,
} from '../../../electron/core/diagnosis/symptoms.ts';
import { parseText, valuesOf } from '../../../electron/core/syntax/unit-file.ts';
import { noEnabling } from '../../../electron/core/units/enabling.ts';
import type { ServiceDetails } from '../../../electron/core/units/unit.ts';

const unit = 'web.service';
const path = `/home/alice/.config/systemd/user/${unit}`;
const run = '0123456789abcdef0123456789abcdef';
const startedAt = 1_764_000_000_000;

/** MESSAGE_ID= of systemd. */
export const ids = {
  spawnFailed: '641257651c1b4ec9a8624d7a40a9e1e7',
  processExit: '98e322203f7a4ed290d09fe03c09fe15',
  failed: 'd9b373ed55a64feb8242e02dbe79a49c',
  started: '39f53479d3a045ac8e11786248231fbf',
  startFailed: 'be02cf6855d2428ba40df7e9d022f03d',
  stopping: 'de5b426a63be47a7b6ac3eaac82e2f6f',
  restart: '5eb03494b6584870a536b337290809b3',
  memory: 'fe6faa94e7774663a0da52717891d8ef',
};

type Line = Partial<SymptomLine> & { message: string };

/** What the program wrote. */
export const said = (...messages: string[]): Line[] => messages.map((message) => ({ message }));

/** What systemd logged about the unit. */
export const report = (message: string, fields: SymptomLine['fields'] = {}): Line => ({
  message: `${unit}: ${message}`,
  from: 'manager',
  fields,
});

/** systemd couldn’t run the program. */
export const spawnFailed = (step: string, program: string, errno: number): Line =>
  report(`Failed at step ${step} spawning ${program}: …`, {
    MESSAGE_ID: ids.spawnFailed,
    EXECUTABLE: program,
    ERRNO: String(errno),
  });

const lineOf = (line: Line, index: number): SymptomLine => ({
  cursor: `s=${String(index)}`,
  at: startedAt + index * 10,
  from: 'service',
  pid: 1000,
  invocation: run,
  fields: {},
  ...line,
});

const mount = { point: '/', isNoexec: false, isReadOnly: false, freeBytes: 1e9, freeFiles: 1e6 };

type Of<Kind extends DiskLook['kind']> = Extract<DiskLook, { kind: Kind }>;

/** A program that runs, unless told otherwise. */
export const file = (differs: Partial<Of<'file'>> = {}): DiskLook => ({
  kind: 'file',
  realPath: '/opt/server',
  mode: 0o755,
  isOwn: true,
  mount,
  isReadable: true,
  isWritable: true,
  isExecutable: true,
  sizeBytes: 100,
  head: '#!/bin/sh\nexit 0\n',
  ...differs,
});

export const folder = (differs: Partial<Of<'folder'>> = {}): DiskLook => ({
  kind: 'folder',
  realPath: '/opt',
  mode: 0o755,
  isOwn: true,
  mount,
  isEnterable: true,
  isWritable: true,
  ...differs,
});

export const onMount = (differs: Partial<typeof mount>): Pick<Of<'file'>, 'mount'> => ({
  mount: { ...mount, ...differs },
});

export const missing = (nearest: string, ...names: string[]): DiskLook => ({
  kind: 'missing',
  nearest,
  names,
});

export const look = (name: string, differs: Partial<UnitLook> = {}): [string, UnitLook] => [
  name,
  {
    name,
    loadState: 'loaded',
    activeState: 'active',
    subState: 'running',
    ...differs,
  },
];

type Known<Kept> = Kept extends ReadonlyMap<infer Key, infer Value> ? [Key, Value][] : Kept;

export interface Told {
  /** The unit file, without which there is none. */
  text?: string;
  /** Of the main process, or of `directive`. */
  exit?: number;
  signal?: number;
  directive?: string;
  result?: string;
  lines?: Line[];
  details?: Partial<ServiceDetails>;
  service?: Partial<ServiceSymptoms>;
  symptoms?: Partial<Symptoms>;
  answers?: { [Key in keyof Answers]?: Known<Answers[Key]> };
}

const answersOf = (answers: NonNullable<Told['answers']>): Answers => ({
  paths: new Map(answers.paths),
  programs: new Map(answers.programs),
  ports: new Map(answers.ports),
  units: new Map(answers.units),
  busNames: new Map(answers.busNames),
  variables: new Map(answers.variables),
  unmounted: answers.unmounted ?? noAnswers.unmounted,
});

/** Which process decided it: systemd’s report of it comes after all other lines. */
const endOf = ({ exit, signal, directive = 'ExecStart' }: Told) => {
  if (exit === undefined && signal === undefined) return null;
  const exitKind = signal === undefined ? ('exited' as const) : ('killed' as const);
  return { directive, exitKind, exitStatus: signal ?? exit ?? 0 };
};

const exitReport = (end: NonNullable<ReturnType<typeof endOf>>): Line =>
  report(`process exited, code=${end.exitKind}, status=${String(end.exitStatus)}`, {
    MESSAGE_ID: ids.processExit,
    EXIT_CODE: end.exitKind,
    EXIT_STATUS: String(end.exitStatus),
    COMMAND: end.directive,
  });

/** A service that failed as told; it isn’t running. */
export const symptomsOf = (told: Told): Symptoms => {
  const { text = '[Service]\nExecStart=/opt/server\n', answers = {} } = told;
  const parsed = parseText(text);
  const end = endOf(told);
  const isBad = end !== null && (end.exitKind !== 'exited' || end.exitStatus !== 0);
  const result =
    told.result ?? (isBad ? (end.exitKind === 'exited' ? 'exit-code' : 'signal') : 'success');
  const program = (directive: string): string =>
    (valuesOf(parsed.assignments, 'Service', directive).at(-1) ?? '').split(' ')[0] ?? '';
  const details: ServiceDetails = {
    kind: 'service',
    name: unit,
    description: '',
    loadState: 'loaded',
    loadError: null,
    fragmentPath: path,
    dropInPaths: [],
    unitFileState: 'disabled',
    activeState: result === 'success' ? 'inactive' : 'failed',
    subState: result === 'success' ? 'dead' : 'failed',
    stateSince: startedAt,
    invocation: run,
    controlGroup: null,
    needDaemonReload: false,
    canReload: false,
    skippedAt: null,
    checks: [],
    type: valuesOf(parsed.assignments, 'Service', 'Type').at(-1) ?? 'simple',
    mainPid: null,
    lastMainPid: 1000,
    result,
    exitKind: end?.directive === 'ExecStart' ? end.exitKind : null,
    exitStatus: end?.directive === 'ExecStart' ? end.exitStatus : null,
    endedProcesses: [],
    logIdentifiers: [],
    ownPrograms: [],
    failedCommand: isBad ? { ...end, path: program(end.directive) } : null,
    triggeredBy: [],
    workingFolder: valuesOf(parsed.assignments, 'Service', 'WorkingDirectory').at(-1) ?? '',
    restarts: 0,
    busNameTaken: null,
    timeoutStopSeconds: 90,
    timeoutStartSeconds: 90,
    ...told.details,
  };
  const lines = [...(told.lines ?? []), ...(end === null ? [] : [exitReport(end)])].map(lineOf);
  return {
    unit,
    version: 252,
    details,
    service: {
      commands: [],
      restart: valuesOf(parsed.assignments, 'Service', 'Restart').at(-1) ?? 'no',
      remainsAfterExit: false,
      pidFile: valuesOf(parsed.assignments, 'Service', 'PIDFile').at(-1) ?? '',
      busName: valuesOf(parsed.assignments, 'Service', 'BusName').at(-1) ?? '',
      watchdogMs: 0,
      memoryMax: null,
      startLimitMs: 10_000,
      startLimitBurst: 5,
      mainStartedAt: startedAt,
      mainEndedAt: startedAt + 10 * lines.length,
      environment: [],
      searchPath: [],
      environmentFiles: valuesOf(parsed.assignments, 'Service', 'EnvironmentFile').map((value) => ({
        path: value.replace(/^-/, ''),
        optional: value.startsWith('-'),
      })),
      ...told.service,
    },
    relations: { requires: [], requisite: [], bindsTo: [], after: [], triggeredBy: [] },
    files: text === '' ? [] : [{ path, file: parsed, isOwn: true }],
    place: {
      scope: 'user',
      account: 'alice',
      uid: 1000,
      home: '/home/alice',
      runtime: '/run/user/1000',
      config: '/home/alice/.config',
    },
    enabling: noEnabling,
    isCrashing: false,
    stopsHere: [],
    managerStartedAt: startedAt - 1000,
    lines,
    isJournalReadable: true,
    managerEnvironment: { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: '/home/alice' },
    architecture: 'x64',
    answers: answersOf(answers),
    ...told.symptoms,
  };
};

const nameOf = (number: string): CauseName =>
  (Object.entries(causeNumbers).find(([, one]) => one === number)?.[0] ?? '') as CauseName;

/** The causes by name, best first. */
const namesOf = ({ causes }: Diagnosis): CauseName[] => causes.map(({ number }) => nameOf(number));

export const causesOf = (told: Told): CauseName[] => namesOf(diagnose(symptomsOf(told)));

/** The first cause as a person reads it. */
export const firstOf = (told: Told) => {
  const [cause] = diagnose(symptomsOf(told)).causes;
  if (cause === undefined) throw new Error('no cause');
  return cause;
};
