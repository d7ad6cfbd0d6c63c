/** The badge that says when a unit runs, and the reviews before lingering changes. */
import { describe, expect, test } from 'vitest';
import { asked, button, dialog, open, page } from './driving/scene.ts';

const openReview = async (scene: Parameters<typeof open>[0]): Promise<void> => {
  await open(scene);
  await page.getByRole('switch', { name: 'Keep running after logout' }).click();
  await dialog().getByRole('listitem').first().waitFor();
};
const popover = () => page.getByRole('dialog');

describe('the badge', () => {
  test.each([
    ['survives-login', /^At each login/, /starts with .*default\.target.* when you log in/],
    ['survives-boot', /^From boot on/, /at boot and keeps running after logout/],
    ['survives-timer', /^At each login/, /backup\.timer.* starts it on schedule/],
    ['survives-logout', /^Until you log out/, /running now, and stops after your last session/],
    ['survives-never', /^Never by itself/, /isn’t enabled, so nothing starts it/],
    ['survives-socket', /^At each login/, /proxy\.socket.* starts it when a program connects/],
    [
      'survives-lost',
      /^Never by itself/,
      /multi-user\.target.* which your user manager doesn’t have/,
    ],
    ['survives-desktop', /^At each login/, /belongs to your desktop session/],
  ] as const)('says when it runs, and why: %s', async (scene, badge, reason) => {
    await open(scene);
    await button(badge).click();
    await popover().getByText(reason).first().waitFor();
  });

  test('enables the service from there, and changes with it', async () => {
    await open('survives-logout');
    await button(/^Until you log out/).click();
    await popover().getByText('Then: At each login').waitFor();
    await popover().getByText('systemctl --user enable -- tunnel.service').waitFor();
    await popover().getByRole('button', { name: 'Enable tunnel.service' }).click();
    await button(/^At each login/).waitFor();
    expect(await asked('actOnUnit')).toEqual([{ unit: 'tunnel.service', action: 'enable' }]);
  });

  test('starts a lost service with a target that is reached', async () => {
    await open('survives-lost');
    await button(/^Never by itself/).click();
    await popover().getByRole('button', { name: 'Start it with default.target' }).click();
    await expect.poll(() => asked('startWithManager')).toEqual([{ unit: 'lost.service' }]);
  });

  test('reviews before it turns lingering on', async () => {
    await open('survives-login');
    await button(/^At each login/).click();
    await popover().getByRole('button', { name: 'Turn on lingering…' }).click();
    await dialog().getByRole('list', { name: 'Yours' }).getByText('worker').waitFor();
    expect(await asked('setLinger')).toEqual([]);
    await dialog().getByRole('button', { name: 'Turn on lingering', exact: true }).click();
    await button(/^From boot on/).waitFor();
  });

  test('has none on a template', async () => {
    await open('template');
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await button(/when it runs, and why/).count()).toBe(0);
  });
});

describe('the review before lingering is turned on', () => {
  const row = (name: string) => dialog().getByRole('listitem').filter({ hasText: name });

  test('puts first what needs a look, with its figures and needs', async () => {
    await openReview('linger-review');
    const first = dialog().getByRole('list').first();
    await first.getByText('Needs a display:').waitFor();
    await first.getByText('May need your ssh agent:').waitFor();
    await first.getByText('may not be mounted').waitFor();
    await row('photos').getByText('Heavy').waitFor();
    await row('photos').getByText('1.3 GiB of memory now').waitFor();
    await row('notes-push').getByText('starts notes-push.service').waitFor();
    await dialog().getByText('Still wait for your desktop (1)').waitFor();
  });

  test('leaves a unit out, counts it off, and takes that back', async () => {
    await openReview('linger-review');
    await dialog().getByRole('button', { name: 'Disable clipboard.service' }).click();
    await row('clipboard').getByText('Disabled').waitFor();
    await row('clipboard').getByRole('button', { name: 'Undo for clipboard.service' }).click();
    await row('clipboard').getByRole('button', { name: 'Disable clipboard.service' }).waitFor();
    expect(await asked('actOnUnit')).toEqual([
      { unit: 'clipboard.service', action: 'disable' },
      { unit: 'clipboard.service', action: 'enable' },
    ]);
  });

  test('binds a unit to the desktop, and takes that back', async () => {
    await openReview('linger-review');
    await dialog().getByRole('button', { name: 'Only with desktop: clipboard.service' }).click();
    await row('clipboard').getByText('Waits for your desktop').waitFor();
    await row('clipboard').getByRole('button', { name: 'Undo for clipboard.service' }).click();
    await expect
      .poll(async () => [...(await asked('bindToDesktop')), ...(await asked('unbindFromDesktop'))])
      .toEqual([{ unit: 'clipboard.service' }, { unit: 'clipboard.service' }]);
  });

  test('masks what the system enables for everybody', async () => {
    await openReview('linger-review');
    await dialog().getByRole('button', { name: 'Mask gpg-agent.socket' }).click();
    await row('gpg-agent').getByText('Masked').waitFor();
  });

  test('200 rows are one stop of the Tab key, and arrows move between them', async () => {
    await openReview('linger-review-many');
    const first = dialog().getByRole('button', { name: 'Disable job-000.service' });
    await first.focus();
    await page.keyboard.press('ArrowDown');
    const second = dialog().getByRole('button', { name: 'Disable job-001.service' });
    await expect.poll(() => second.evaluate((one) => one === document.activeElement)).toBe(true);
    await page.keyboard.press('End');
    const last = dialog().getByRole('button', { name: 'Disable job-199.service' });
    await expect.poll(() => last.evaluate((one) => one === document.activeElement)).toBe(true);
    await page.keyboard.press('Tab');
    const next = dialog().getByRole('button', { name: 'Cancel' });
    await expect.poll(() => next.evaluate((one) => one === document.activeElement)).toBe(true);
  });

  test('says that an encrypted home folder isn’t there at boot', async () => {
    await open('linger-review-home');
    await page.getByRole('switch', { name: 'Keep running after logout' }).click();
    await dialog()
      .getByText(/\/home\/alice, fuse\.gocryptfs.* is unlocked when you log in/)
      .waitFor();
  });
});

describe('the review before lingering is turned off', () => {
  test('tells what stops for good from what starts again', async () => {
    await openReview('linger-stop');
    await dialog()
      .getByRole('list', { name: 'Don’t start again by themselves' })
      .getByText('tunnel')
      .waitFor();
    await dialog()
      .getByRole('list', { name: 'Start again at your next login' })
      .getByText('photos.service')
      .waitFor();
  });

  test('says that nothing of yours is running', async () => {
    await open('linger-stop-nothing');
    await page.getByRole('switch', { name: 'Keep running after logout' }).click();
    await dialog().getByText('the next logout stops nothing').waitFor();
  });
});
