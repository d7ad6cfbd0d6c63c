import os from 'node:os';
import { describe, expect, test } from 'vitest';
import { readPerson, refusal } from '../../../electron/host/account.ts';

const { uid, homedir } = os.userInfo();
const noManager = (): null => null;

describe('readPerson', () => {
  test('falls back to the default folders of logind and XDG', () => {
    expect(readPerson({}, noManager)).toMatchObject({
      uid,
      home: homedir,
      runtimeFolder: `/run/user/${String(uid)}`,
      configFolder: `${homedir}/.config`,
      unitFolder: `${homedir}/.config/systemd/user`,
      timerFolder: `${homedir}/.local/share/systemd/timers`,
    });
  });

  test('follows absolute XDG folders and nothing else', () => {
    const environment = { XDG_CONFIG_HOME: '/x/', XDG_RUNTIME_DIR: '/r' };
    expect(readPerson(environment, noManager)).toMatchObject({
      unitFolder: '/x/systemd/user',
      runtimeFolder: '/r',
    });
    expect(readPerson({ XDG_CONFIG_HOME: 'relative' }).configFolder).toBe(`${homedir}/.config`);
    expect(readPerson({ XDG_CONFIG_HOME: '' }).configFolder).toBe(`${homedir}/.config`);
  });

  test('looks for units where the manager does, whatever Hearth’s own environment says', () => {
    const environment = { XDG_CONFIG_HOME: '/x' };
    expect(readPerson(environment, () => () => '/manager')).toMatchObject({
      configFolder: '/x',
      unitFolder: '/manager/systemd/user',
    });
    const ofManager = () => (name: string) => (name === 'XDG_DATA_HOME' ? '/data' : '');
    expect(readPerson(environment, ofManager)).toMatchObject({
      unitFolder: `${homedir}/.config/systemd/user`,
      timerFolder: '/data/systemd/timers',
    });
    expect(readPerson(environment, () => () => '').unitFolder).toBe(
      `${homedir}/.config/systemd/user`,
    );
  });
});

describe('refusal', () => {
  const withSystemctl = { has: () => true };
  const alice = { uid: 1000, effectiveUid: 1000 };
  const root = { uid: 0, effectiveUid: 0 };

  test('refuses root, and says whether through sudo', () => {
    expect(refusal({}, withSystemctl, root)).toMatchObject({
      code: 'run-as-root',
      what: 'Hearth was started as root.',
    });
    expect(refusal({ SUDO_UID: '1000' }, withSystemctl, root)?.what).toBe(
      'Hearth was started through sudo.',
    );
    expect(refusal({}, withSystemctl, { uid: 1000, effectiveUid: 0 })?.code).toBe('run-as-root');
  });

  test('refuses somebody else’s session, but not your own after sudo -u', () => {
    expect(refusal({ SUDO_UID: '1001' }, withSystemctl, alice)?.code).toBe('run-as-root');
    expect(refusal({ SUDO_UID: '1000' }, withSystemctl, alice)).toBeNull();
  });

  test('refuses a machine without systemctl, and nothing else', () => {
    expect(refusal({}, { has: () => false }, alice)?.code).toBe('no-systemctl');
    expect(refusal({}, withSystemctl, alice)).toBeNull();
  });
});
