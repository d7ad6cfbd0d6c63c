/** Random items of the settings in the folded groups of the forms, all of which systemd takes. */
import { kinds, type SettingKind } from '../../electron/core/fields/setting.ts';
import { formSetting, type SettingKey } from '../../electron/core/fields/registry.ts';
import type { Random } from './random.ts';

const units = ['a.service', 'b@1.service', 'home-alice.mount', 'x\\x2dy.socket', 'timers.target'];
const span = ['5', '+5', '010', '1min 30s', '250ms', '2h', '1d'];

/** Where the kind alone would say too much: the output has nothing to inherit. */
const others: Partial<Record<SettingKey, readonly string[]>> = {
  SystemCallArchitectures: ['native'],
  ProtectSystem: ['yes', 'full', 'strict'],
  StandardOutput: ['null', 'journal', 'append:/tmp/a b.log'],
};

/** By kind; those with a path need no file. */
const items: Record<SettingKind, readonly string[]> = {
  memory: ['1G', '500M', '123456789', '1.5G', 'infinity', '1G 500M'],
  tasks: ['5', '100', 'infinity', '0x10', '010', '0b11'],
  quota: ['5%', '50%', '12.5%', '250%', '0x10.5%', '010%', '55‰'],
  weight: ['1', '100', '10000', '0x64'],
  nice: ['0', '19', '7', '0o7', '+5'],
  files: ['100', '1024:4096', '0', '0x400'],
  span,
  count: ['1', '5', '4000000', '0x10', '010'],
  output: ['null', 'journal', 'append:/tmp/a b.log', 'truncate:/tmp/c', 'file:/tmp/d', 'inherit'],
  flag: ['yes', 'no'],
  statuses: ['1', '75', '0x10', '255', 'SIGTERM', 'SIGUSR1', 'TEMPFAIL'],
  units,
  paths: ['/tmp', '/var/lib/a', '/srv/b'],
  commands: [
    '/bin/true',
    '-/bin/false x',
    '/bin/echo "a b" c',
    "/bin/sh -c 'exit 0'",
    '/bin/echo a ; /bin/echo b',
  ],
  environmentFiles: ['/tmp/a.env', '-/tmp/b c.env', '/etc/c'],
  credentialFiles: ['a:/tmp/a', 'b:/tmp/b c', 'd:name'],
  credentials: ['a:b', 'c:d e'],
};

const unique = (values: readonly string[]): string[] => [...new Set(values)];

/** None now and then. */
export const randomItems = (random: Random, key: SettingKey): string[] => {
  const { kind } = formSetting(key);
  const from = others[key] ?? items[kind];
  const count = kinds[kind] === 'one' ? 1 : 4;
  return unique(random.list(count, () => random.pick(from)));
};
