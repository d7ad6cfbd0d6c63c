/** The contract's transport, for Electron's IPC and for tests. Free of schemas, as preload and window load it. */
export interface Transport {
  invoke(name: string, input: unknown): Promise<unknown>;
  /** Returns a function to unsubscribe. */
  subscribe(name: string, listener: (payload: unknown) => void): () => void;
}

/** The IPC channel of a method or an event. */
export const channelOf = (name: string): string => `hearth:${name}`;

const flag = '--hearth-contract=';

/** The contract's names as a renderer argument: preload gets them without loading the schemas. */
export const namesArgument = (names: readonly string[]): string => `${flag}${names.join(',')}`;

/** Reads those names from a process's arguments; empty if missing. */
export const namesIn = (argv: readonly string[]): readonly string[] =>
  argv
    .find((word) => word.startsWith(flag))
    ?.slice(flag.length)
    .split(',') ?? [];
