/** Carries out choices from the tray menu and the panel. */
import type { Page } from '../../core/app/page.ts';
import type { EngineCommand } from '../../core/app/tray-view.ts';
import type { Actions } from '../units/actions.ts';
import type { Lingering } from '../linger/lingering.ts';
import type { AutostartSwitch } from './autostart.ts';

interface Deps {
  actions: Actions;
  lingering: Lingering;
  autostart: AutostartSwitch;
  openWindow(page: Page): void;
  showLog(): void;
  quit(): void;
}

/** Resolves when the choice is carried out. Neither menu nor panel can show a failure, so the window opens for it. */
export const createTrayCommands =
  ({ actions, lingering, autostart, openWindow, showLog, quit }: Deps) =>
  async (command: EngineCommand): Promise<void> => {
    switch (command.kind) {
      case 'act': {
        const { unit } = command;
        const problem = await actions.act(command);
        if (problem !== null) openWindow({ kind: 'unit', unit, section: 'overview' });
        break;
      }
      case 'open':
        openWindow(command.page);
        break;
      case 'linger':
        // Show what lingering would start before turning it on.
        if (command.enable) openWindow({ kind: 'settings' });
        else await lingering.set(false);
        break;
      case 'autostart':
        if ((await autostart.set(command.enable)) !== null) openWindow({ kind: 'settings' });
        break;
      case 'log':
        showLog();
        break;
      case 'quit':
        quit();
        break;
    }
  };

export type TrayCommands = ReturnType<typeof createTrayCommands>;
