/** The switch that protects the system from a service, tried line by line in a user manager. */
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { execa } from 'execa';
import { emptyForm, unitText } from '../../../electron/core/create/service-form.ts';
import { protectionItems, protectionLines } from '../../../electron/core/fields/switches.ts';
import { afterwards, person, shell, temporaryFolder } from '../workbench/bench.ts';
import { emptyFolder, put } from '../workbench/unit-folder.ts';

/** What a program sees: its rights, its file systems, whether it may make namespaces, and its home folder. */
const look = (mark: string): string => `
grep -E '^(NoNewPrivs|Seccomp):' /proc/self/status | tr '\\n' ' '
test -w /proc/sys/kernel/hostname && echo sysctl-writable || echo sysctl-read-only
findmnt -no OPTIONS /usr | grep -qw ro && echo usr-read-only || echo usr-writable
findmnt -no OPTIONS /sys/fs/cgroup | grep -qw ro && echo groups-read-only || echo groups-writable
ls /tmp | grep -q hearth-outside && echo tmp-shared || echo tmp-own
unshare -U true 2>/dev/null && echo namespaces || echo no-namespaces
touch "$HOME/.${mark}" && echo home-writable
chmod u+s "$HOME/.${mark}" 2>/dev/null && echo suid || echo no-suid
rm -f "$HOME/.${mark}"
id -un
`;

const run = async (name: string, isProtected: boolean): Promise<string> => {
  const folder = await temporaryFolder();
  const unit = `${name}.service`;
  const text = unitText({
    ...emptyForm(),
    name,
    type: 'oneshot',
    restart: 'no',
    command: `/bin/sh ${folder}/look.sh`,
    settings: {
      StandardOutput: [`truncate:${person.home}/${name}.out`],
      ...(isProtected ? protectionItems(true) : {}),
    },
  });
  await execa('tee', [`${person.home}/${name}.sh`], { input: look(name), stdout: 'ignore' });
  await put(unit, text.replace(`${folder}/look.sh`, `${person.home}/${name}.sh`));
  afterwards(() => shell('rm', '-f', `${person.home}/${name}.out`, `${person.home}/${name}.sh`));
  await shell('systemctl', '--user', 'daemon-reload');
  await shell('systemctl', '--user', 'start', unit);
  return readFile(`${person.home}/${name}.out`, 'utf8');
};

test('each line is known to this systemd and does what the switch says', async () => {
  await emptyFolder();
  await shell('touch', '/tmp/hearth-outside');
  afterwards(() => shell('rm', '-f', '/tmp/hearth-outside'));
  const open = await run('unprotected', false);
  const closed = await run('protected', true);
  for (const words of ['tmp-shared', 'usr-writable', 'suid', 'home-writable'])
    expect(open, words).toContain(words);
  expect(closed).toMatch(/NoNewPrivs:\s+1 Seccomp:\s+2/);
  for (const words of [
    ...['sysctl-read-only', 'usr-read-only', 'groups-read-only', 'tmp-own', 'no-namespaces'],
    ...['home-writable', 'no-suid', person.name],
  ])
    expect(closed, words).toContain(words);
});

test('systemd-analyze has nothing to say about its lines', async () => {
  const folder = await temporaryFolder();
  const lines = protectionLines().join('\n');
  const file = `${folder}/protected.service`;
  await execa('tee', [file], {
    input: `[Service]\nExecStart=/bin/true\n${lines}\n`,
    stdout: 'ignore',
  });
  const { stderr, exitCode } = await execa('systemd-analyze', ['--user', 'verify', file], {
    reject: false,
  });
  expect(stderr).not.toContain('protected.service:');
  expect(exitCode).toBe(0);
});
