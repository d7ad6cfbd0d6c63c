import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { execa } from 'execa';
import { startHearth, type Hearth } from '../driving/hearth.ts';
import { becomes, property, said, saidToRoot, until } from '../driving/outside.ts';
import { clearAway, layDown, sleeper } from '../driving/files.ts';
import { linger, noRuleOnLinger, ruleOnLinger } from './polkit.ts';
import { trayOf } from '../driving/tray-bus.ts';

const unit = 'lingering-sleeper.service';
let hearth: Hearth;
let page: Page;

const prompts = ['xdotool', 'search', '--onlyvisible', '--class', 'lxpolkit'] as const;
/** The window of lxpolkit's prompt. */
const prompt = (): Promise<string> => until('the password prompt', () => said(...prompts));

/** Presses Escape until no prompt is left: the agent ignores keys while it is still opening. */
const closePrompt = (): Promise<unknown> =>
  until('the prompt to close', async () => {
    const last = (await said(...prompts)).split('\n').at(-1) ?? '';
    if (last !== '') await said('xdotool', 'windowfocus', '--sync', last, 'key', 'Escape');
    return last === '';
  });

const change = (to: 'enable' | 'disable'): Promise<string> =>
  saidToRoot('loginctl', `${to}-linger`, process.env['USER'] ?? '');

const openSettings = async (): Promise<void> => {
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('switch', { name: 'Keep running after logout' }).waitFor();
};

const turnOn = async (): Promise<void> => {
  // A change from outside is shown a moment later.
  await page.getByRole('switch', { name: 'Keep running after logout', checked: false }).click();
  await page.getByRole('button', { name: 'Turn on lingering', exact: true }).click();
};

beforeAll(async () => {
  await layDown(unit, sleeper());
  await said('systemctl', '--user', 'enable', '--', unit);
  hearth = await startHearth();
  page = await hearth.window();
  await openSettings();
});
afterAll(async () => {
  await hearth.close();
  await clearAway(unit);
  await change('disable');
});
beforeEach(() => change('disable'));
afterEach(noRuleOnLinger);

test('shows what would start with nobody logged in before changing anything', async () => {
  await page.getByRole('switch', { name: 'Keep running after logout' }).click();
  await page.getByRole('dialog').getByText(unit).waitFor();
  expect(await linger()).toBe('no');
  await page.getByRole('button', { name: 'Cancel' }).click();
  expect(await linger()).toBe('no');
});

test('leaves a unit out of what would start, and takes that back', async () => {
  await page.getByRole('switch', { name: 'Keep running after logout', checked: false }).click();
  const row = page.getByRole('dialog').getByRole('listitem').filter({ hasText: unit });
  await row.getByRole('button', { name: `Disable ${unit}` }).click();
  await row.getByText('Disabled').waitFor();
  expect(await property(unit, 'UnitFileState')).toBe('disabled');
  await row.getByRole('button', { name: `Undo for ${unit}` }).click();
  await becomes(unit, 'UnitFileState', 'enabled');
  await row.getByRole('button', { name: `Disable ${unit}` }).waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
});

test('shows what the next logout stops before lingering is turned off', async () => {
  await said('systemctl', '--user', 'start', '--', unit);
  await change('enable');
  await page.getByRole('switch', { name: 'Keep running after logout', checked: true }).click();
  await page
    .getByRole('dialog')
    .getByRole('list', { name: 'Start again at your next login' })
    .getByText(unit)
    .waitFor();
  expect(await linger()).toBe('yes');
  await page.getByRole('button', { name: 'Cancel' }).click();
  expect(await linger()).toBe('yes');
});

test('the badge of a service follows lingering, whoever changes it', async () => {
  const badge = (name: string) => page.getByRole('button', { name: `${name}: when it runs` });
  await page.getByRole('treeitem', { name: /lingering-sleeper/ }).click();
  await badge('At each login').waitFor();
  await change('enable');
  await badge('From boot on').waitFor();
  await badge('From boot on').click();
  await page.getByRole('button', { name: 'Turn off lingering…' }).click();
  await page.getByRole('button', { name: 'Turn off lingering', exact: true }).click();
  await until('Linger=no', async () => (await linger()) === 'no');
  await badge('At each login').waitFor();
  await openSettings();
});

test('turns lingering on and off without a prompt if the system allows it', async () => {
  await turnOn();
  await until('Linger=yes', async () => (await linger()) === 'yes');
  await page.getByRole('switch', { name: 'Keep running after logout', checked: true }).waitFor();
  await page.getByRole('switch', { name: 'Keep running after logout' }).click();
  await page.getByRole('button', { name: 'Turn off lingering', exact: true }).click();
  await until('Linger=no', async () => (await linger()) === 'no');
});

test('follows a change of lingering made elsewhere', async () => {
  await change('enable');
  await page.getByRole('switch', { name: 'Keep running after logout', checked: true }).waitFor();
});

describe('where an administrator must agree', () => {
  beforeEach(() => ruleOnLinger('AUTH_ADMIN'));

  test('turns lingering on after the password is typed into the desktop’s prompt', async () => {
    await turnOn();
    const window = await prompt();
    await page.getByText('Waiting for the password').waitFor();
    await said(
      'xdotool',
      'windowfocus',
      '--sync',
      window.split('\n')[0] ?? '',
      'type',
      'rootsecret',
    );
    await said('xdotool', 'key', 'Return');
    await until('Linger=yes', async () => (await linger()) === 'yes');
    await page.getByRole('switch', { name: 'Keep running after logout', checked: true }).waitFor();
  });

  test('changes nothing when the prompt is cancelled, and shows the command for a terminal', async () => {
    await turnOn();
    await prompt();
    await closePrompt();
    const alert = page.getByRole('alert').filter({ hasText: 'Lingering was not turned on' });
    await alert.waitFor();
    await alert.getByText('sudo loginctl enable-linger -- alice').waitFor();
    expect(await linger()).toBe('no');
  });

  test('says so when only a wrong password was entered', async () => {
    await turnOn();
    const window = await prompt();
    await said('xdotool', 'windowfocus', '--sync', window, 'type', 'wrong');
    await said('xdotool', 'key', 'Return');
    await until('the agent to reject the password', async () => (await prompt()) !== window);
    // The agent shows the rejection in a window in front of the prompt.
    await closePrompt();
    await page.getByRole('alert').getByText('closed without the right password').waitFor();
    expect(await linger()).toBe('no');
  });

  test('shows in the settings, not in the panel, why lingering could not be turned off', async () => {
    await change('enable');
    await page.close();
    await (await trayOf(hearth.pid)).activate();
    const panel = await hearth.panel();
    await panel.getByRole('switch', { name: 'Keep running after logout', checked: true }).click();
    await prompt();
    await closePrompt();
    page = await hearth.window();
    await page.getByRole('alert').getByText('Lingering was not turned off').waitFor();
    await until('the panel to close', () => panel.isClosed());
    expect(await linger()).toBe('yes');
  });

  test('says so when there is no polkit agent', async () => {
    await said('pkill', '-x', 'lxpolkit');
    await until('the agent to exit', async () => (await said('pgrep', '-x', 'lxpolkit')) === '');
    try {
      await turnOn();
      const alert = page.getByRole('alert').filter({ hasText: 'no polkit agent' });
      await alert.waitFor();
      await alert.getByText('sudo loginctl enable-linger -- alice').waitFor();
      expect(await linger()).toBe('no');
    } finally {
      execa('lxpolkit', { detached: true, stdio: 'ignore', cleanup: false }).unref();
      await until('the agent to start', () => said('pgrep', '-x', 'lxpolkit'));
    }
  });
});

test('says so when a rule denies the change', async () => {
  await ruleOnLinger('NO');
  await turnOn();
  const alert = page.getByRole('alert').filter({ hasText: 'rules don’t allow it' });
  await alert.getByText('The system’s rules don’t allow it').waitFor();
  await alert.getByText('Ask an administrator').waitFor();
  await alert.getByText('sudo loginctl enable-linger -- alice').waitFor();
  expect(await linger()).toBe('no');
});

test('the settings say so when a rule denies a change made in the tray’s menu', async () => {
  await ruleOnLinger('NO');
  await change('enable');
  await page.getByRole('button', { name: 'Logs' }).click();
  const tray = await trayOf(hearth.pid);
  await until(
    'the menu to update',
    async () => (await tray.find('Keep running after logout'))?.checked,
  );
  await tray.click('Keep running after logout');
  await page.getByRole('alert').getByText('Lingering was not turned off').waitFor();
  expect(await linger()).toBe('yes');
});
