/** What a choice in the tray menu, or in the panel, does. */
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

/** Ends when what was chosen is done. Neither a menu nor a panel can show why something failed: the window opens for that. */
export const createTrayCommands =
  ({ actions, lingering, autostart, openWindow, showLog, quit }: Deps) =>
  async (command: EngineCommand): Promise<void> => {
    switch (command.kind) {
      case 'act': {
        const { unit, action } = command;
        const problem = await actions.act(unit, action);
        if (problem !== null) openWindow({ kind: 'unit', unit, section: 'status' });
        break;
      }
      case 'open':
        openWindow(command.page);
        break;
      case 'linger':
        // What lingering would start is shown before it is turned on.
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
