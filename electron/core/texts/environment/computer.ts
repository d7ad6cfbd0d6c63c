import { code } from '../marks.ts';
import { texts } from '../texts.ts';

/** What this computer offers to a person’s services. */
export const environmentComputerTexts = texts({
  en: {
    title: 'This computer',
    lacking: 'Missing:',
    asking: 'Asking this computer',

    manager: 'systemd',
    managerRuns: (version: string) => `Version ${version} runs your services.`,
    managerConnecting: 'Hearth is connecting to your user manager.',
    managerLost: 'Your user manager doesn’t answer, so no service can be started or stopped.',

    logs: 'Logs',
    logsReadable: 'You can read the logs of your services.',
    logsNothingYet: 'journald has written no log of yours yet. It starts with your first service.',

    afterLogout: 'After logout',
    keepRunning: 'Your services keep running: lingering is on.',
    stop: 'Your services stop. Lingering, in the settings, keeps them running.',
    lingerUnknown: 'systemd-logind doesn’t say whether lingering is on.',

    tray: 'Tray',
    trayThere: 'Hearth’s icon is in the tray.',

    limits: 'Limits',
    limitsAll: 'Limits of memory, processor, disk and tasks take effect.',
    limitsUnknown: 'The kernel doesn’t say which limits your user manager may set.',
    limitsWithout: (controllers: string) =>
      `Your user manager wasn’t given the kernel’s controllers ${code(controllers)}, so their limits have no effect. An administrator can add ${code('Delegate=yes')} below ${code('[Service]')} with this command; it takes effect at the next login.`,

    password: 'Passwords',
    passwordExplained:
      'Lingering may need an administrator’s password, and your desktop asks for it. This command shows whether it does.',
  },
});
