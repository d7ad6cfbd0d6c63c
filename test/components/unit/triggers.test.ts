/** The pages of paths and sockets, and what the page of their service says of them. */
import { describe, expect, test } from 'vitest';
import { failed, noon, unit } from '../../fake/makers.ts';
import { asked, happens, open, page, shows } from '../driving/scene.ts';

const card = (name: string) => page.getByRole('region', { name, exact: true });
/** How often the last run was asked for. */
const readings = async (): Promise<unknown[]> =>
  (await asked('runs')).filter((one) => JSON.stringify(one).includes('"count":1}'));
const tries = (address: string) =>
  page.getByRole('button', { name: `Try to connect to ${address}`, exact: true });

describe('a path', () => {
  test('says in words what it watches, when it last triggered, and its limit', async () => {
    await open('path-page');
    await card('Watches').getByText('Last triggered 3 min ago').waitFor();
    expect(await card('Watches').getByRole('listitem').allInnerTexts()).toEqual([
      'Something is in /home/alice/inbox',
      'Something matches /home/alice/scans/*.pdf',
    ]);
    await card('Watches')
      .getByText('It may trigger 200 times in 2 s; then systemd stops watching.')
      .waitFor();
    await card('Recent runs').getByText('12 runs, no failures').waitFor();
  });

  test('says which limit it hit', async () => {
    await open('path-limit');
    await shows(/^It started its service too often in a short time, so systemd stopped watching\./);
  });

  test('says that it is off, and that it never triggered', async () => {
    await open('path-off');
    await shows('It isn’t watching, so nothing starts the service.');
    await shows('It hasn’t triggered yet, as far as the journal shows.');
  });

  test('runs its service now, without a change', async () => {
    await open('path-page');
    await page.getByRole('button', { name: 'Run now' }).press('Enter');
    await expect
      .poll(() => asked('actOnUnit'))
      .toEqual([{ unit: 'sort-inbox.service', action: 'start' }]);
  });

  test('reads again when its service ends', async () => {
    await open('path-page');
    await card('Watches').getByText('Last triggered').waitFor();
    const before = (await readings()).length;
    await happens({
      kind: 'units',
      changed: [unit('sort-inbox.service', { ...failed, changedAt: noon })],
      removed: [],
    });
    await expect.poll(async () => (await readings()).length).toBe(before + 1);
  });

  test('is on the page of its service, as a socket is, and leads back', async () => {
    await open('path-service');
    await shows('(watches /home/alice/inbox)');
    await shows('(off now)');
    await page.getByRole('button', { name: 'sort-inbox.path', exact: true }).click();
    await card('Watches').getByRole('button', { name: 'sort-inbox.service' }).click();
    await shows('(watches /home/alice/inbox)');
  });
});

describe('a socket', () => {
  test('has its addresses, each stream with a try', async () => {
    await open('socket-page');
    await shows('The first connection starts the service.');
    expect(await card('Listens on').getByRole('listitem').count()).toBe(3);
    expect(await tries('[::]:48101').count()).toBe(0);
    await tries('127.0.0.1:48100').click();
    await shows('Accepted after 2 ms.');
    expect(await asked('tryConnection')).toEqual([
      { unit: 'web.socket', address: '127.0.0.1:48100' },
    ]);
    expect(await card('Connections').count()).toBe(0);
  });

  test('with a process for each connection counts them, and leads to the template', async () => {
    await open('socket-each');
    await shows('At most 64 at a time are accepted.');
    expect(await card('Connections').locator('dd').allInnerTexts()).toEqual(['1', '12', '2']);
    await card('Listens on').getByRole('button', { name: 'web@.service' }).waitFor();
    await tries('[::]:48100').press('Enter');
    await shows('Refused: nobody listens there.');
  });

  test('tries once at a time', async () => {
    await open('socket-trying');
    const button = page.getByRole('button', { name: /^Try to connect/ });
    await button.dblclick();
    await expect.poll(() => asked('tryConnection')).toHaveLength(1);
  });

  test('says who has its port, and leads to the unit', async () => {
    await open('socket-taken');
    await shows('It isn’t listening, so nobody can connect.');
    await shows('Port 48100 is taken by python3 (PID 398).');
    await card('Listens on').getByRole('button', { name: 'proxy.service' }).click();
    await page.getByRole('article', { name: 'proxy.service' }).waitFor();
  });
});
