/** How the contract travels: the same for Electron's IPC and for tests. Without schemas, as preload and window load it. */
export interface Transport {
  invoke(name: string, input: unknown): Promise<unknown>;
  /** Answers how to stop listening. */
  subscribe(name: string, listener: (payload: unknown) => void): () => void;
}

/** The IPC channel of a method or an event. */
export const channelOf = (name: string): string => `hearth:${name}`;

const flag = '--hearth-contract=';

/** The contract's names as an argument of a renderer: preload gets them without the time that its schemas take. */
export const namesArgument = (names: readonly string[]): string => `${flag}${names.join(',')}`;

/** Those names in the arguments of a process; none where they are not given. */
export const namesIn = (argv: readonly string[]): readonly string[] =>
  argv
    .find((word) => word.startsWith(flag))
    ?.slice(flag.length)
    .split(',') ?? [];
