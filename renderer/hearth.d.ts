import type { Transport } from '../electron/ipc/transport.ts';

declare global {
  interface Window {
    /** Exposed by the preload script. */
    readonly hearth: Transport;
  }
}
