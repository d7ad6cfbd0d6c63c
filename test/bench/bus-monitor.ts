/**
 * Listens to the session bus as a minimal subscriber does: `busctl monitor`, one message per line, timed when its line
 * arrives. Moments are performance.now() of this process (CLOCK_MONOTONIC).
 */
import { listenToBus } from '../e2e/driving/outside.ts';

export interface Message {
  at: number;
  sender: string;
  path: string;
  interface: string;
  member: string;
  body: unknown[];
}

export interface Monitor {
  /** Everything heard since the last `forget`, oldest first. */
  heard: readonly Message[];
  forget(): void;
  /** The first matching message since the last `forget`. @throws after 10 s. */
  hears(what: string, wanted: (message: Message) => boolean): Promise<Message>;
  close(): Promise<void>;
}

/** busctl's --json=short wraps variants as {type, data}, at any depth. */
const plain = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  if ('type' in value && 'data' in value) return plain(value.data);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]));
};

export const monitorBus = async (...matches: string[]): Promise<Monitor> => {
  const heard: Message[] = [];
  const waiting = new Set<(message: Message) => void>();
  const close = await listenToBus(matches, ({ payload, ...raw }) => {
    const message = {
      at: performance.now(),
      sender: raw.sender,
      path: raw.path,
      interface: raw.interface,
      member: raw.member,
      body: (payload?.data ?? []).map(plain),
    };
    heard.push(message);
    for (const tell of waiting) tell(message);
  });
  return {
    heard,
    forget: () => {
      heard.length = 0;
    },
    hears: (what, wanted) =>
      new Promise((resolve, reject) => {
        const tell = (message: Message): void => {
          if (!wanted(message)) return;
          clearTimeout(limit);
          waiting.delete(tell);
          resolve(message);
        };
        const limit = setTimeout(() => {
          waiting.delete(tell);
          reject(new Error(`the bus did not tell within 10 s: ${what}`));
        }, 10_000);
        const before = heard.find(wanted);
        waiting.add(tell);
        if (before !== undefined) tell(before);
      }),
    close,
  };
};
