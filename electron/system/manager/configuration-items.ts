/**
 * `systemd --dump-configuration-items`: every section, key and kind of value that this systemd knows.
 *
 * What systemd 252 really does, measured: it prints `[Section]` and `Key=KIND` in 10 ms, without a manager and without
 * rights, on stdout. Keys that it takes and ignores (DISABLED_LEGACY: five of them) are not listed; renamed ones are.
 */
import { configurationItems } from '../../core/commands.ts';
import type { ConfigurationItem, ConfigurationItems } from '../../core/directives/types.ts';
import { recordedItems } from '../../core/directives/recorded-items.ts';
import { expectSuccess, type Runner } from '../programs/runner.ts';

/** The lines of the dump; what is none of its two forms is left out. */
export const readItems = (output: string): ConfigurationItem[] => {
  let section = '';
  return output.split('\n').flatMap((line) => {
    const header = /^\[(.+)\]$/.exec(line)?.[1];
    if (header !== undefined) section = header;
    const [, key, kind] = /^([A-Za-z0-9]+)=(.*)$/.exec(line) ?? [];
    return key === undefined || kind === undefined || section === ''
      ? []
      : [{ section, key, kind }];
  });
};

const ask = async (runner: Runner): Promise<ConfigurationItems> => {
  try {
    const { stdout } = expectSuccess(await runner.run(configurationItems()));
    const items = readItems(stdout);
    if (items.some(({ section }) => section === 'Service')) return { source: 'systemd', items };
  } catch {
    // A minimal or very old systemd cannot be asked; the recorded list is what there is.
  }
  return { source: 'recorded', items: recordedItems() };
};

/** Asked once while Hearth runs. Never rejects. */
export const createConfigurationItems = (runner: Runner): (() => Promise<ConfigurationItems>) => {
  let asked: Promise<ConfigurationItems> | null = null;
  return () => (asked ??= ask(runner));
};
