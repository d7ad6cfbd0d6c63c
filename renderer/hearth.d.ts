import type { Transport } from '../electron/ipc/transport.ts';

declare global {
  interface Window {
    /** Put there by the preload script. */
    readonly hearth: Transport;
  }
}
