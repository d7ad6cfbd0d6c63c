/** The files of a unit: shown, edited, saved, in conflict, with findings and a history. */
import { describe, expect, test } from 'vitest';
import { alert, asked, button, dialog, open, page, shows, what } from './driving/scene.ts';
import { person } from '../fake/makers.ts';

const editor = () => page.getByRole('textbox', { name: /worker\.service$|override.*\.conf$/ });
const see = (name: string) => page.getByRole('radio', { name, exact: true }).check({ force: true });
const path = `${person.unitFolder}/worker.service`;
const list = () => page.getByRole('region', { name: 'Files of this unit' });
const conflict = () => page.getByRole('region', { name: 'Conflict' });

/** Types a line of one's own at the end of the text. */
const type = async (line: string): Promise<void> => {
  await editor().click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(line);
};
const save = async (): Promise<void> => {
  await button('Save…').click();
  await dialog().getByRole('button', { name: 'Save' }).click();
};

/** What is on disk changes, or goes, behind the editor’s back; and the window hears of it. */
const changesElsewhere = (text: string | null): Promise<void> =>
  page.evaluate((now) => {
    if (now === null) window.fake?.disk.removeElsewhere('worker.service');
    else window.fake?.disk.changeElsewhere('worker.service', now);
    window.fake?.emit('files', null);
  }, text);

describe('shown', () => {
  test('as it is on disk', async () => {
    await open('file');
    await editor().getByText('/home/alice/bin/worker').waitFor();
    await list()
      .getByRole('button', { name: /worker\.service/ })
      .waitFor();
  });

  test('a drop-in is chosen, and can be removed', async () => {
    await open('file-drop-in');
    await list()
      .getByRole('button', { name: /^\d?\s*override\.conf/ })
      .click();
    await editor().getByText('Nice').waitFor();
    await button('Remove override.conf').waitFor();
  });

  test('one that changes other units is read only, and says what edits it', async () => {
    await open('file-shared');
    await list()
      .getByRole('button', { name: /limits\.conf/ })
      .click();
    await shows('It changes other services as well.');
    await shows(/^editor .*limits\.conf/);
    expect(await button('Save…').count()).toBe(0);
  });

  test('one of the distribution is read only', async () => {
    await open('file-distribution');
    await shows('It came with the distribution.');
    expect(await button('Save…').count()).toBe(0);
  });

  test('a mask, with what takes it away', async () => {
    await open('file-masked');
    await shows('It is masked.');
    await shows('systemctl --user unmask worker.service');
  });

  test('one that may not be read: why', async () => {
    await open('file-unreadable');
    await alert(what('file-unreadable', { path })).getByText(/namei/).waitFor();
  });

  test('none', async () => {
    await open('file-none');
    await shows('This unit has no file.');
  });

  test('not before they have come', async () => {
    await open('file-slow');
    await page.getByRole('tab', { name: 'File', selected: true }).waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  test('not where they cannot be read: why', async () => {
    await open('file-refused');
    await alert(what('link-loop', { path })).waitFor();
  });
});

describe('edited', () => {
  test('marks what is not saved, in the tab and in the list', async () => {
    await open('file');
    await type('# mine');
    await page.getByRole('tab', { name: /File.*not saved/ }).waitFor();
    await page.getByRole('treeitem', { name: /worker.*not saved/ }).waitFor();
  });

  test('is kept as a draft', async () => {
    await open('file');
    await type('# mine');
    await expect.poll(() => asked('keepDraft')).not.toEqual([]);
  });

  test('what was typed before is there again', async () => {
    await open('file-draft');
    await editor().getByText('# mine').waitFor();
    await page.getByRole('tab', { name: /File.*not saved/ }).waitFor();
  });

  test('discarding brings the file back', async () => {
    await open('file');
    await type('# mine');
    await button('Discard changes').click();
    await editor().getByText('# mine').waitFor({ state: 'detached' });
    await button('Save…').isDisabled();
  });

  test('through the form', async () => {
    await open('file');
    await see('Form');
    await page.getByRole('textbox', { name: 'Description' }).fill('Another description');
    await see('Text');
    await editor().getByText('Another description').waitFor();
  });
});

describe('saved', () => {
  test('after the difference was shown', async () => {
    await open('file');
    await type('# mine');
    await button('Save…').click();
    await dialog().getByLabel('Changes').getByText('# mine').waitFor();
    await dialog().getByText('systemctl --user daemon-reload').waitFor();
    expect(await asked('saveUnitFile')).toEqual([]);
    await dialog().getByRole('button', { name: 'Save' }).click();
    await dialog().waitFor({ state: 'detached' });
    expect(await asked('saveUnitFile')).toHaveLength(1);
    expect(await button('Save…').isDisabled()).toBe(true);
  });

  test('Ctrl+S asks, and one may go on editing', async () => {
    await open('file');
    await type('# mine');
    await page.keyboard.press('Control+s');
    await dialog().getByRole('button', { name: 'Keep editing' }).click();
    await dialog().waitFor({ state: 'detached' });
    expect(await asked('saveUnitFile')).toEqual([]);
  });

  test('not where the disk is full: why, in the dialog', async () => {
    await open('save-refused');
    await type('# mine');
    await save();
    await dialog().getByRole('alert').getByText(what('disk-full', { path })).waitFor();
  });

  test('a restart is needed: for which keys, and it is one click', async () => {
    await open('save-restart');
    await type('# mine');
    await save();
    await shows(/ExecStart=/);
    await button('Restart now').click();
    await expect
      .poll(() => asked('actOnUnit'))
      .toEqual([{ unit: 'worker.service', action: 'restart' }]);
    await button('Restart now').waitFor({ state: 'detached' });
  });

  test('the manager did not reload: why', async () => {
    await open('save-unread');
    await type('# mine');
    await save();
    const told = alert(what('manager-silent', { detail: '' }));
    await told.getByRole('button', { name: 'Dismiss' }).click();
    await told.waitFor({ state: 'detached' });
  });
});

describe('in conflict', () => {
  const other = '[Service]\nExecStart=/home/alice/bin/other\n';
  const begin = async (now: string | null): Promise<void> => {
    await open('file');
    await type('# mine');
    await changesElsewhere(now);
    await button('Compare').click();
    await conflict().waitFor();
  };

  test('nothing typed: what is on disk is shown', async () => {
    await open('file');
    await editor().getByText('/home/alice/bin/worker').waitFor();
    await changesElsewhere(other);
    await editor().getByText('/home/alice/bin/other').waitFor();
  });

  test('both changes are shown side by side', async () => {
    await begin(other);
    await conflict().getByLabel('What you changed').getByText('# mine').waitFor();
    await conflict().getByLabel('What changed on disk').getByText(/other/).first().waitFor();
  });

  test('take theirs', async () => {
    await begin(other);
    await conflict().getByRole('button', { name: 'Take theirs' }).click();
    await editor().getByText('/home/alice/bin/other').waitFor();
    expect(await editor().getByText('# mine').count()).toBe(0);
  });

  test('overwrite with mine', async () => {
    await begin(other);
    await conflict()
      .getByRole('button', { name: /Overwrite/ })
      .click();
    await conflict().waitFor({ state: 'detached' });
    await editor().getByText('# mine').waitFor();
  });

  test('theirs in the editor, mine beside', async () => {
    await begin(other);
    await conflict()
      .getByRole('button', { name: /beside|alongside/ })
      .click();
    await page.getByRole('region', { name: 'Your text' }).getByText('# mine').waitFor();
    await editor().getByText('/home/alice/bin/other').waitFor();
  });

  test('changes apart from each other are put together', async () => {
    await open('file');
    await type('# mine');
    const text = await page.evaluate(() => window.fake?.disk.text('worker.service') ?? '');
    await changesElsewhere(text.replace('Writes a heartbeat', 'Writes another'));
    await button('Compare').click();
    await conflict()
      .getByRole('button', { name: /together|Merge/ })
      .click();
    await editor().getByText('Writes another').waitFor();
    await editor().getByText('# mine').waitFor();
  });

  test('the file is gone: what was typed is kept, and can be saved', async () => {
    await begin(null);
    await conflict().getByLabel('Yours').getByText('# mine').waitFor();
    await conflict().getByRole('button', { name: /Save/ }).click();
    await conflict().waitFor({ state: 'detached' });
    expect(await asked('saveUnitFile')).toMatchObject([{ version: null }]);
  });
});

describe('findings', () => {
  test('at their lines, the worst first', async () => {
    await open('file-findings');
    const found = page.getByRole('region', { name: 'Findings' });
    const first = found.getByRole('listitem').first();
    await first.getByText('Line 6').waitFor();
    await first
      .getByText(/Restrat=/)
      .first()
      .waitFor();
    await found.getByText('A hint.').waitFor();
  });

  test('what systemd says of other files is apart', async () => {
    await open('file-findings');
    const others = page.getByRole('region', { name: 'Findings' }).getByRole('group');
    await others.locator('summary').click();
    await others.getByText('other.service: Unknown key, ignoring.').waitFor();
  });

  test('a fix is one click', async () => {
    await open('file-findings');
    await button('Change it to Restart=').click();
    await button('Save…').click();
    await dialog().getByLabel('Changes').getByText('Restart=on-failure').waitFor();
  });

  test('the dialog that saves names what is grave', async () => {
    await open('file-findings');
    await type('# mine');
    await button('Save…').click();
    await dialog()
      .getByRole('list', { name: 'Found in this text' })
      .getByText(/Restrat=/)
      .waitFor();
  });
});

describe('removed', () => {
  test('a drop-in goes when agreed', async () => {
    await open('file-drop-in');
    await button('Remove override.conf').click();
    await dialog().getByRole('button', { name: 'Remove' }).click();
    await dialog().waitFor({ state: 'detached' });
    await button('Remove override.conf').waitFor({ state: 'detached' });
    expect(await asked('removeDropIn')).toMatchObject([{ name: 'override.conf' }]);
  });

  test('Cancel removes nothing', async () => {
    await open('file-drop-in');
    await button('Remove override.conf').click();
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    await dialog().waitFor({ state: 'detached' });
    expect(await asked('removeDropIn')).toEqual([]);
  });
});

describe('changing a unit', () => {
  test('of one’s own: the file itself is what suits', async () => {
    await open('file');
    await button('Change this unit…').click();
    await dialog()
      .getByRole('radio', { name: /Full edit/, checked: true })
      .waitFor();
  });

  test('of the distribution: an override, which begins in the editor', async () => {
    await open('file-distribution');
    await button('Change this unit…').click();
    await dialog()
      .getByRole('radio', { name: /Override/, checked: true })
      .waitFor();
    await dialog().getByRole('button', { name: 'Edit' }).click();
    await editor().getByText('[Service]').waitFor();
    await button('Discard').waitFor();
  });

  test('a name that is none: why', async () => {
    await open('file-distribution');
    await button('Change this unit…').click();
    await dialog().getByRole('textbox').fill('a/b');
    await dialog()
      .getByText(/without “\/”/)
      .waitFor();
    await dialog().getByRole('button', { name: 'Edit' }).click();
    await dialog().waitFor();
  });

  test('full edit of the distribution’s file begins with a copy', async () => {
    await open('file-distribution');
    await button('Change this unit…').click();
    await dialog()
      .getByRole('radio', { name: /Full edit/ })
      .check();
    await dialog().getByRole('button', { name: 'Edit' }).click();
    await page
      .getByRole('textbox', { name: /pipewire\.service$/ })
      .getByText('/usr/bin/pipewire')
      .waitFor();
  });
});

describe('its history', () => {
  test('no older version yet', async () => {
    await open('file');
    await see('History');
    await shows(/No older version yet/);
  });

  test('versions with their reason, compared with now', async () => {
    await open('file-history');
    await see('History');
    const versions = page.getByRole('list', { name: 'Versions' }).getByRole('listitem');
    await versions.nth(1).waitFor();
    await page
      .getByRole('region', { name: 'Compared with now' })
      .getByText(/--fast/)
      .first()
      .waitFor();
  });

  test('one is restored', async () => {
    await open('file-history');
    await see('History');
    await button('Restore this version').click();
    await page
      .getByRole('status')
      .getByText(/Restored/)
      .waitFor();
    expect(await asked('restoreVersion')).toMatchObject([{ id: 'b' }]);
  });
});
