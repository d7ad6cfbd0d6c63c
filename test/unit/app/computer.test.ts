import { expect, test } from 'vitest';
import { offersOf, type ComputerFacts } from '../../../electron/core/app/computer.ts';
import { environmentComputerTexts } from '../../../electron/core/texts/environment/computer.ts';

const best: ComputerFacts = {
  manager: 'running',
  systemd: '252.39-1~deb12u2',
  journal: 'readable',
  linger: { linger: true, state: 'active' },
  tray: true,
  controllers: ['cpuset', 'cpu', 'io', 'memory', 'pids'],
};
const offer = (title: string, facts: Partial<ComputerFacts>) =>
  offersOf({ ...best, ...facts }).find((one) => one.title === title);

test('finds nothing missing on a good computer, and claims nothing about what it cannot know', () => {
  const offers = offersOf(best);
  expect(offers.filter(({ is }) => is === 'missing')).toEqual([]);
  expect(offers.filter(({ is }) => is === 'note').map(({ title }) => title)).toEqual([
    environmentComputerTexts.password,
  ]);
  expect(offers[0]?.text).toContain('252.39-1~deb12u2');
});

test.each([
  ['volatile', 'sudo usermod --append --groups systemd-journal "$USER"'],
  ['denied', 'sudo systemd-tmpfiles --create --prefix /var/log/journal'],
  ['no-journal', 'systemctl status systemd-journald'],
] as const)('says what to do about a journal that is %s', (journal, command) => {
  expect(offer(environmentComputerTexts.logs, { journal })).toMatchObject({
    is: 'missing',
    command,
  });
});

test('a journal without lines of this person yet is nothing to mend', () => {
  expect(offer(environmentComputerTexts.logs, { journal: 'nothing-yet' })).toMatchObject({
    is: 'note',
  });
});

test('names the controllers that limits would need, and how to get them', () => {
  const offered = offer(environmentComputerTexts.limits, { controllers: ['memory', 'pids'] });
  expect(offered).toMatchObject({ is: 'missing', command: 'sudo systemctl edit user@.service' });
  expect(offered?.text).toContain('cpu io');
  expect(offer(environmentComputerTexts.limits, { controllers: null })).toMatchObject({
    is: 'note',
  });
});

test('lingering that is off is a choice, not a fault', () => {
  const linger = { linger: false, state: 'active' };
  expect(offer(environmentComputerTexts.afterLogout, { linger })).toMatchObject({ is: 'note' });
  expect(offer(environmentComputerTexts.afterLogout, { linger: null })).toMatchObject({
    is: 'note',
  });
});

test('tells that the manager is gone, or not asked yet', () => {
  expect(offer(environmentComputerTexts.manager, { manager: 'lost' })).toMatchObject({
    is: 'missing',
  });
  expect(offer(environmentComputerTexts.manager, { manager: 'connecting' })).toMatchObject({
    is: 'note',
  });
});

test('without a tray, says what closing the window does and where a tray comes from', () => {
  const offered = offer(environmentComputerTexts.tray, { tray: false });
  expect(offered?.is).toBe('missing');
  expect(offered?.text).toContain('quits Hearth');
  expect(offered?.text).toContain('AppIndicator');
});
