/** What a choice in the tray menu does. */
import type { Page } from '../../core/app/page.ts';
import type { TrayCommand } from '../../core/app/tray-view.ts';
import type { Store } from '../../core/app/store.ts';
import type { Actions } from '../units/actions.ts';
import type { Lingering } from '../linger/lingering.ts';

interface Deps {
  store: Store;
  actions: Actions;
  lingering: Lingering;
  setAutostart(enable: boolean): Promise<void>;
  openWindow(page: Page): void;
  togglePanel(): void;
  quit(): void;
}

/** Ends when what was chosen is done. */
export const createTrayCommands = (deps: Deps) => {
  const { store, actions, lingering, openWindow } = deps;
  return async (command: TrayCommand): Promise<void> => {
    switch (command.kind) {
      case 'act': {
        const { unit, action } = command;
        await actions.act(unit, action);
        // Neither a menu nor the panel, which may be gone by now, can tell why something failed; the page can.
        if (store.state().problems[unit] !== undefined) {
          openWindow({ kind: 'unit', unit, section: 'status' });
        }
        break;
      }
      case 'open':
        openWindow(command.page);
        break;
      case 'panel':
        deps.togglePanel();
        break;
      case 'linger':
        // What lingering would start is shown before it is turned on.
        if (command.enable) openWindow({ kind: 'settings' });
        else await lingering.set(false);
        break;
      case 'autostart':
        await deps.setAutostart(command.enable);
        if (store.state().autostart.problem !== null) openWindow({ kind: 'settings' });
        break;
      case 'quit':
        deps.quit();
        break;
    }
  };
};
