/** The cause of a failure on the page of a unit, with what shows it and what mends it. */
import { describe, expect, test } from 'vitest';
import { diagnosisCardTexts } from '../../../electron/core/texts/diagnosis/card.ts';
import { logsBarTexts } from '../../../electron/core/texts/logs/bar.ts';
import { asked, button, dialog, happens, open, page, shows } from '../driving/scene.ts';
import { failed, unit } from '../../fake/makers.ts';

const name = 'notes.service';
const card = () => page.getByRole('region', { name: diagnosisCardTexts.region });

describe('the cause of a failure', () => {
  test.each([
    ['cause-missing', /There is no program .*ntoes/, 'HE-101'],
    ['cause-mode', /may not be executed/, 'HE-102'],
    ['cause-port', /Port 48100 is already taken/, 'HE-701'],
    ['cause-exit', /Exit code 3/, 'HE-402'],
    ['cause-disabled', /nothing starts it/, 'HE-901'],
  ] as const)('is a sentence with its number: %s', async (scene, sentence, number) => {
    await open(scene);
    await card().getByRole('heading', { name: sentence }).waitFor();
    await card().getByText(number, { exact: true }).waitFor();
  });

  test('is not known, with what is', async () => {
    await open('cause-unknown');
    await card().getByRole('heading', { name: diagnosisCardTexts.notKnown }).waitFor();
    await card().getByText('weird: the moon is in the wrong phase').waitFor();
  });

  test('comes with another that fits as well', async () => {
    await open('cause-port');
    await card().getByText(diagnosisCardTexts.others(1)).click();
    await card()
      .getByRole('heading', { name: /Exit code 3/ })
      .waitFor();
  });

  test('goes once the service runs', async () => {
    await open('cause-exit');
    await card().waitFor();
    await happens({ kind: 'units', changed: [unit(name)], removed: [] });
    await card().waitFor({ state: 'detached' });
    await happens({ kind: 'units', changed: [unit(name, failed)], removed: [] });
    await card().waitFor();
  });

  test('takes the place of what the end of a run means', async () => {
    await open('never-ran');
    const meaning = page
      .getByRole('region', { name: 'How it is' })
      .getByText(/\/opt\/notes\/bin\/notes/);
    await meaning.waitFor();
    await card().waitFor();
    await page.evaluate(() => {
      const diagnosis = {
        unit: 'notes.service',
        causes: [
          {
            number: 'HE-101' as const,
            name: 'Program missing',
            sentence: 'There is no such program.',
            short: 'no such program',
            evidence: [],
            remedies: [],
          },
        ],
        known: [],
        lastLine: null,
      };
      window.fake?.emit('diagnosis', { unit: 'notes.service', diagnosis });
    });
    await card().getByRole('heading', { name: 'There is no such program.' }).waitFor();
    await meaning.waitFor({ state: 'detached' });
  });

  test('follows a better answer', async () => {
    await open('cause-unknown');
    await card().waitFor();
    await page.evaluate(() => {
      window.fake?.emit('diagnosis', {
        unit: 'notes.service',
        diagnosis: {
          unit: 'notes.service',
          causes: [],
          known: [{ text: 'a late line', from: 'log', at: null }],
          lastLine: null,
        },
      });
    });
    await shows('a late line');
  });
});

describe('evidence', () => {
  test('leads to the log, to the file, to another unit and to the folder', async () => {
    await open('cause-missing');
    await card()
      .getByRole('button', { name: /Failed to locate/ })
      .click();
    await page.getByRole('tab', { name: 'Log', selected: true }).waitFor();
    await page.getByRole('tab', { name: 'Overview' }).click();
    await card()
      .getByRole('button', { name: /ExecStart=/ })
      .click();
    await page.getByRole('tab', { name: 'Edit', selected: true }).waitFor();
    await page.getByRole('tab', { name: 'Overview' }).click();
    await card()
      .getByRole('button', { name: /but not ntoes/ })
      .click();
    await expect
      .poll(() => asked('showEvidence'))
      .toEqual([{ unit: name, path: '/home/alice/bin' }]);
    await open('cause-port');
    await card().getByRole('button', { name: 'site.service', exact: true }).click();
    await page.getByRole('heading', { name: 'site.service' }).waitFor();
  });
});

describe('evidence in the log', () => {
  const line = () => page.getByRole('option', { name: /cannot open \/etc\/ghost\.conf/ });
  const show = async (): Promise<void> => {
    await open('cause-in-log');
    await card()
      .getByRole('button', { name: /cannot open/ })
      .click();
    await line().waitFor();
  };

  test('is shown at its place, selected and ready for the keyboard', async () => {
    await show();
    expect(await line().getAttribute('aria-selected')).toBe('true');
    await page.getByRole('option', { name: 'notes begins' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.getByRole('option', { name: 'tick 1', selected: true }).waitFor();
  });

  test('is shown once: the log opens at its end later', async () => {
    await show();
    await page.getByRole('tab', { name: 'Overview' }).click();
    await page.getByRole('tab', { name: 'Log' }).click();
    await page.getByRole('option', { name: 'tick 1500' }).waitFor();
  });

  test('leads back to the cause by the key', async () => {
    await show();
    await page.keyboard.press('Alt+ArrowLeft');
    await card().waitFor();
    await page.getByRole('tab', { name: 'Overview', selected: true }).waitFor();
  });

  test('that was removed from the log is reported, at its end', async () => {
    await open('cause-unknown');
    await card()
      .getByRole('button', { name: /the moon/ })
      .click();
    await shows(logsBarTexts.lineGone);
  });
});

describe('a remedy', () => {
  test('that is safe is applied at once, and can be undone', async () => {
    await open('cause-mode');
    await button('Make it executable').click();
    await expect
      .poll(() => asked('applyRemedy'))
      .toEqual([{ unit: name, cause: 'HE-102', remedy: 'make-executable' }]);
    await card().waitFor({ state: 'detached' });
    await page.getByText(/“Make it executable” is done/).waitFor();
    await button('Undo').waitFor();
  });

  test('that asks shows what it changes first', async () => {
    await open('cause-missing');
    await button(/^Run it through the shell/).click();
    await dialog().getByText("ExecStart=/bin/sh -lc 'ntoes --serve").waitFor();
    await dialog().getByText('systemctl --user daemon-reload').waitFor();
    expect(await asked('applyRemedy')).toEqual([]);
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    await button(/^Run it through the shell/).click();
    await dialog().getByRole('button', { name: 'Run it through the shell' }).click();
    await dialog().waitFor({ state: 'detached' });
    expect(await asked('applyRemedy')).toEqual([{ unit: name, cause: 'HE-101', remedy: 'edit' }]);
  });

  test('that only tells is a command to copy', async () => {
    await open('cause-port');
    await card().getByText("sudo ss -ltnp 'sport = :48100'").waitFor();
    await card().getByRole('button', { name: 'Copy command' }).waitFor();
  });
});
