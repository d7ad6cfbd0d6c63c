import { texts } from '../texts.ts';

/** Pieces of evidence that aren’t lines or settings themselves. */
export const diagnosisEvidenceTexts = texts({
  en: {
    missing: (of: { path: string; nearest: string }) =>
      `${of.path} doesn’t exist; ${of.nearest} does`,
    noFile: (path: string) => `${path} doesn’t exist`,
    closed: (folder: string) => `${folder}: you can’t enter this folder`,
    folder: (path: string) => `${path} is a folder`,
    noFolder: (path: string) => `${path} isn’t a folder`,
    mode: (of: { path: string; mode: string }) => `${of.path}: mode ${of.mode}`,
    noexec: (point: string) => `${point} is mounted with noexec`,
    unmounted: (point: string) => `${point} is in /etc/fstab and isn’t mounted`,
    thereNow: (path: string) => `${path} exists now`,
    firstLine: (of: { path: string; line: string }) => `First line of ${of.path}: ${of.line}`,
    noProgram: (path: string) => `${path} has no format that can be executed`,
    machine: (of: { path: string; machine: string }) => `${of.path} is for ${of.machine}`,
    loader: (of: { path: string; loader: string }) => `${of.path} is loaded by ${of.loader}`,
    inNoPath: (name: string) => `No folder of PATH has ${name}`,
    programAt: (path: string) => `${path} exists`,
    masks: (path: string) => `${path} leads to /dev/null`,
    emptyFile: (path: string) => `${path} is empty`,
    exited: (of: { directive: string; code: string }) => `${of.directive}=: exit code ${of.code}`,
    killed: (of: { directive: string; signal: string }) =>
      `${of.directive}=: killed by ${of.signal}`,
    endedWell: (of: { seconds: string }) => `Main process: exit code 0 after ${of.seconds} s`,
    result: (result: string) => `Result=${result}`,
    state: (of: { activeState: string; subState: string }) =>
      `ActiveState=${of.activeState} (${of.subState})`,
    restarts: (count: number) => `NRestarts=${String(count)}`,
    unitState: (of: { unit: string; state: string }) => `${of.unit}: ${of.state}`,
    fileState: (state: string) => `UnitFileState=${state}`,
    unmet: (check: string) => `${check}: not met`,
    triggers: (unit: string) => `Triggers=${unit}`,
    listens: (of: { port: string; program: string; pid: string }) =>
      `${of.program} (PID ${of.pid}) listens on port ${of.port}`,
    unitListens: (of: { port: string; program: string; pid: string; unit: string }) =>
      `${of.program} (PID ${of.pid}, ${of.unit}) listens on port ${of.port}`,
    socketListens: (of: { port: string; unit: string }) => `${of.unit} listens on port ${of.port}`,
    ownsName: (of: { name: string; by: string; pid: string }) =>
      `${of.by} (PID ${of.pid}) owns ${of.name}`,
    noSpace: (point: string) => `${point} has no free space left`,
    noFiles: (point: string) => `${point} has no room for more files`,
    readOnly: (point: string) => `${point} is mounted read-only`,
    lacksVariable: (name: string) => `The service gets no ${name}`,
    shellHas: (name: string) => `Your login shell sets ${name}`,
    noJournal: 'Your journal can’t be read, so the service’s last messages are unknown',
    stoppedHere: (when: string) => `Stopped in Hearth at ${when}`,
  },
});
