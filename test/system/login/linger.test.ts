import { describe, expect, test } from 'vitest';
import { createLoginctl, watchLinger } from '../../../electron/system/login/loginctl.ts';
import {
  afterwards,
  createBench,
  host,
  person,
  problemOf,
  shell,
  sudo,
  until,
} from '../workbench/bench.ts';

const lingering = [
  'org.freedesktop.login1.set-self-linger',
  'org.freedesktop.login1.set-user-linger',
];
const raising = ['org.freedesktop.policykit.exec'];
type Answer = 'YES' | 'NO' | 'AUTH_ADMIN';

/** Installs polkit rules in the test machine, as an administrator would, until the test ends. */
const rules = async (...answers: (readonly [actions: readonly string[], answer: Answer])[]) => {
  const file = '/etc/polkit-1/rules.d/00-hearth-test.rules';
  const text = answers
    .map(
      ([actions, answer]) =>
        `polkit.addRule(function (action) { if (${JSON.stringify(actions)}.indexOf(action.id) >= 0) return polkit.Result.${answer}; });`,
    )
    .join('\n');
  // polkitd re-reads its rules eventually; a restart applies them now.
  const apply = async (): Promise<void> => {
    // Reset its start limit, so that systemd lets it restart this often. Fails if it isn't loaded yet.
    await sudo('systemctl', 'reset-failed', 'polkit.service').catch(() => null);
    await sudo('systemctl', 'restart', 'polkit.service');
  };
  afterwards(async () => {
    await sudo('rm', '-f', file);
    await apply();
  });
  await sudo('sh', '-c', `printf '%s\\n' "$1" > ${file}`, 'sh', text);
  await apply();
};

/** Restores lingering after the test. */
const keepLinger = async (): Promise<void> => {
  const before = await shell('loginctl', 'show-user', person.name, '--property=Linger', '--value');
  afterwards(() =>
    sudo('loginctl', before === 'yes' ? 'enable-linger' : 'disable-linger', person.name),
  );
};

const create = () => {
  const { runner, records } = createBench();
  return { loginctl: createLoginctl(runner, host), lines: () => records.map(({ line }) => line) };
};

describe('read', () => {
  test('reads the state from logind', async () => {
    await keepLinger();
    const { loginctl } = create();
    await sudo('loginctl', 'enable-linger', person.name);
    expect(await loginctl.read()).toEqual({ linger: true, state: 'active' });
    await sudo('loginctl', 'disable-linger', person.name);
    expect(await loginctl.read()).toEqual({ linger: false, state: 'active' });
  });

  test('reads the record on disk for a user unknown to logind', async () => {
    const { runner } = createBench();
    const loginctl = createLoginctl(runner, {
      files: host.files,
      account: { ...person, name: 'nobody', uid: 65534 },
    });
    expect(await loginctl.read()).toEqual({ linger: false, state: '' });
    await sudo('touch', '/var/lib/systemd/linger/nobody');
    afterwards(() => sudo('rm', '-f', '/var/lib/systemd/linger/nobody'));
    expect(await loginctl.read()).toEqual({ linger: true, state: '' });
  });
});

describe('setLinger', () => {
  test('needs one command and no prompt when the rule allows it', async () => {
    await keepLinger();
    await rules([lingering, 'YES']);
    const { loginctl, lines } = create();
    await loginctl.setLinger(true);
    expect((await loginctl.read()).linger).toBe(true);
    await loginctl.setLinger(false);
    expect((await loginctl.read()).linger).toBe(false);
    expect(lines()[0]).toBe(`loginctl enable-linger -- ${person.name}`);
    expect(lines()).toHaveLength(4);
  });

  test('fails immediately when the rule denies it, with a command for an administrator', async () => {
    await rules([lingering, 'NO']);
    const { loginctl, lines } = create();
    const problem = await problemOf(loginctl.setLinger(true));
    expect(problem).toMatchObject({
      code: 'linger-denied',
      output: 'Could not enable linger: Access denied',
      command: `sudo loginctl enable-linger -- ${person.name}`,
    });
    // pkcheck makes sure that the rule denied it, rather than a dismissed prompt.
    expect(lines()[1]).toContain('pkcheck --action-id org.freedesktop.login1.set-self-linger');
  });

  test('tries pkexec when there is no agent, and reports that none could ask', async () => {
    await rules([lingering, 'AUTH_ADMIN']);
    const { loginctl, lines } = create();
    const problem = await problemOf(loginctl.setLinger(true));
    expect(problem).toMatchObject({
      code: 'linger-no-agent',
      output: 'Error executing command as another user: No authentication agent found.',
    });
    expect(lines()).toEqual([
      `loginctl enable-linger -- ${person.name}`,
      `pkexec --disable-internal-agent /usr/bin/loginctl enable-linger -- ${person.name}`,
    ]);
  });

  test('succeeds without an agent when a rule allows pkexec', async () => {
    await keepLinger();
    await sudo('loginctl', 'disable-linger', person.name);
    await rules([lingering, 'AUTH_ADMIN'], [raising, 'YES']);
    const { loginctl, lines } = create();
    await loginctl.setLinger(true);
    expect((await loginctl.read()).linger).toBe(true);
    expect(lines()[1]).toContain('pkexec');
  });

  test('reports a denial when a rule forbids pkexec as well', async () => {
    await rules([lingering, 'AUTH_ADMIN'], [raising, 'NO']);
    const { loginctl } = create();
    const problem = await problemOf(loginctl.setLinger(true));
    expect(problem.code).toBe('linger-denied');
    expect(problem.output).toContain('Not authorized');
  });
});

test('watchLinger reports when somebody else turns lingering on or off', async () => {
  await keepLinger();
  await sudo('loginctl', 'disable-linger', person.name);
  let told = 0;
  const watch = watchLinger(host, () => {
    told += 1;
  });
  afterwards(watch.close);
  await sudo('loginctl', 'enable-linger', person.name);
  await until('turning on is reported', () => told > 0);
  told = 0;
  await sudo('loginctl', 'disable-linger', person.name);
  await until('turning off is reported', () => told > 0);
});
