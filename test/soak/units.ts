/** The person’s own units during a soak: some run, some talk, some crash, some run on a schedule. */
import { mkdir, writeFile } from 'node:fs/promises';
import { said } from '../e2e/driving/outside.ts';
import { sleeper, unitFolder, unitPath } from '../e2e/driving/files.ts';

const service = (line: string, more = ''): string =>
  `[Unit]\nDescription=Soaks\n\n[Service]\nExecStart=${line}\n${more}`;

const texts: Readonly<Record<string, string>> = {
  'soak-talks.service': service('/bin/sh -c "while :; do date; sleep 0.2; done"'),
  'soak-crashes.service': service(
    '/bin/sh -c "sleep 3; exit 1"',
    'Restart=always\nRestartSec=2\n[Unit]\nStartLimitIntervalSec=0\n',
  ),
  'soak-once.service': service('/bin/sleep 1', 'Type=oneshot\n'),
  'soak-once.timer': '[Timer]\nOnCalendar=*:*:0/20\nAccuracySec=1s\n',
  'soak-at@.service': service('/bin/sleep 1000'),
  ...Object.fromEntries(
    ['a', 'b', 'c', 'd'].map((letter) => [`soak-${letter}.service`, sleeper(`Soak ${letter}`)]),
  ),
};

/** Those with a file, without the template. */
export const ownUnits = Object.keys(texts).filter((name) => !name.includes('@'));
export const sleepers = ownUnits.filter((name) => /^soak-.\.service$/.test(name));

export const layDownUnits = async (): Promise<void> => {
  await mkdir(unitFolder, { recursive: true });
  for (const [name, text] of Object.entries(texts)) await writeFile(unitPath(name), text);
  await said('systemctl', '--user', 'daemon-reload');
  const started = [...ownUnits.filter((name) => name !== 'soak-once.service'), 'soak-at@1.service'];
  await said('systemctl', '--user', 'start', ...started);
};
