/**
 * `systemd --dump-configuration-items`: every section, key and value type known to this systemd.
 *
 * systemd 252, measured: it prints `[Section]` and `Key=KIND` on stdout in 10 ms, and needs no manager and no
 * privileges. It lists renamed keys but not keys that it accepts and ignores (DISABLED_LEGACY: five of them).
 */
import { configurationItems } from '../../core/commands.ts';
import type { ConfigurationItem, ConfigurationItems } from '../../core/directives/types.ts';
import { recordedItems } from '../../core/directives/recorded-items.ts';
import { expectSuccess, type Runner } from '../../host/runner.ts';

/** Parses the dump; skips lines in neither of its two forms. */
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
    // A minimal or very old systemd has no dump; use the recorded list.
  }
  return { source: 'recorded', items: recordedItems() };
};

/** Asks systemd once per run of Hearth. Never rejects. */
export const createConfigurationItems = (runner: Runner): (() => Promise<ConfigurationItems>) => {
  let asked: Promise<ConfigurationItems> | null = null;
  return () => (asked ??= ask(runner));
};
