import { texts } from '../texts.ts';

/** [Service]. */
export const lintServiceTexts = texts({
  en: {
    'no-command': {
      what: 'This service has no ExecStart=.',
      why: 'systemd refuses a service that runs nothing. Only Type=oneshot can do without it: with ExecStop= and RemainAfterExit=yes, or with SuccessAction=.',
    },
    twoCommandsInLine: 'The “;” splits this line into two commands.',
    secondCommand: 'This is a second ExecStart=.',
    severalCommandsWhy:
      'systemd refuses a service with several commands, unless Type=oneshot is set. If one prepares for the other, use ExecStartPre= for it.',
    severalCommandsInDropIn:
      'systemd refuses a service with several commands, unless Type=oneshot is set. An empty ExecStart= line above this one removes the earlier command.',
    replaceCommand: 'Replace the earlier ExecStart=',
    'oneshot-restart': (restart: string) => ({
      what: `Type=oneshot doesn’t work with Restart=${restart}.`,
      why: 'A oneshot service ends when its work is done, so it would run forever. systemd refuses the unit. To repeat it, use a timer.',
    }),
    'dbus-without-name': {
      what: 'Type=dbus needs BusName=.',
      why: 'systemd considers the service started once it owns that name. Without one, systemd refuses the unit.',
    },
    'forking-without-pid-file': {
      what: 'systemd has to guess the main process of this service.',
      why: 'PIDFile= tells it. Better still, keep the program in the foreground and use Type=exec.',
    },
    'notify-from-child': {
      what: 'The shell is the main process here, so the program it runs can’t report that it’s ready.',
      why: 'With Type=notify, systemd listens only to the main process, so the start times out. NotifyAccess=all makes it listen to every process. “exec” in the script makes the program the main process.',
    },
    'restart-without-limit': {
      what: 'If this service fails right away, systemd restarts it forever, several times a second.',
      why: 'The start limit is off and there is no delay, which costs CPU time and floods the log. RestartSec= adds a delay.',
    },
    delayRestarts: 'Wait five seconds',
  },
});
