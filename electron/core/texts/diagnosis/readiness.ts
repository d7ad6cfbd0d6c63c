import { code } from '../marks.ts';
import { texts } from '../texts.ts';

/** Time limits and readiness. `seconds` is a number in words, or ∞. */
export const diagnosisReadinessTexts = texts({
  en: {
    notAccepted:
      'It reported that it’s ready, but from another process than its main one, which systemd doesn’t accept here.',
    pidFileWrong: (path: string) =>
      `systemd can’t use its PID file ${code(path)}: it names no process of the service.`,
    pidFileMissing: (path: string) => `It didn’t write its PID file ${code(path)}.`,
    neverReady: (of: { type: string; seconds: string }) =>
      `It didn’t report that it’s ready within ${of.seconds} s, as ${code(`Type=${of.type}`)} expects.`,
    doesNotFork: `It keeps running in the foreground. With ${code('Type=forking')}, systemd expects it to go to the background.`,
    busName: (of: { name: string; seconds: string }) =>
      `It didn’t take the D-Bus name ${code(of.name)} within ${of.seconds} s, as ${code('Type=dbus')} expects.`,
    busNameUnsaid: (name: string) => `It ended before it took the D-Bus name ${code(name)}.`,
    startTimeout: (of: { directive: string; seconds: string }) =>
      `Its ${code(of.directive)} command didn’t end within ${of.seconds} s, so systemd stopped it.`,
    runtimeLimit: 'It ran as long as RuntimeMaxSec= allows, so systemd stopped it.',
    stopTimeout: (seconds: string) =>
      `It didn’t stop within ${seconds} s, so systemd force-quit it (SIGKILL).`,
    watchdog:
      'It stopped sending keep-alives to systemd’s watchdog, so systemd ended it: it hung, or never sends any.',
    unsaid: (type: string) =>
      `It ended without reporting that it’s ready, as ${code(`Type=${type}`)} expects.`,
    busNameTaken: (of: { name: string; by: string; pid: string }) =>
      `The D-Bus name ${code(of.name)} is taken by ${of.by} (PID ${of.pid}).`,

    short: {
      notAccepted: 'readiness not accepted',
      pidFile: 'PID file wrong',
      neverReady: 'never ready',
      doesNotFork: 'doesn’t fork',
      busName: 'no D-Bus name',
      startTimeout: 'start timed out',
      runtimeLimit: 'time limit reached',
      stopTimeout: 'stop timed out',
      watchdog: 'watchdog timeout',
      unsaid: 'ended before ready',
      busNameTaken: 'D-Bus name taken',
    },
  },
});
