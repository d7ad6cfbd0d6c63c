/** The proofs of a unit: what its card shows, and the dialog that sets, changes and removes them. */
import { describe, expect, test } from 'vitest';
import { proofCardTexts } from '../../../electron/core/texts/proof/card.ts';
import { proofFormTexts } from '../../../electron/core/texts/proof/form.ts';
import { uiTexts } from '../../../electron/core/texts/ui.ts';
import { asked, button, open, page } from '../driving/scene.ts';

const tab = (name: string) => page.getByRole('tab', { name });
const card = () => page.getByRole('tabpanel');
const dialog = () => page.getByRole('dialog');
const field = (name: string) => dialog().getByRole('textbox', { name });
const inDialog = (name: string) => dialog().getByRole('button', { name, exact: true });
const saved = async (): Promise<string> => {
  await expect.poll(async () => (await asked('saveUnitFile')).length).toBeGreaterThan(0);
  await dialog().waitFor({ state: 'detached' });
  const last = (await asked('saveUnitFile')).at(-1) as { bytes: Record<string, number> };
  return Buffer.from(Object.values(last.bytes)).toString('utf8');
};

describe('the card', () => {
  test.each([
    ['proof-missing', /worker\.log/],
    ['proof-empty', /nothing has been written/],
    ['proof-binary', /isn’t text/],
    ['proof-folder', /folder/],
    ['proof-unreadable', /Permission denied/],
    ['proof-late', /^late$/],
    ['proof-lost', /Nothing accepts connections there/],
  ] as const)('shows what is wrong: %s', async (scene, words) => {
    await open(scene);
    await card().getByText(words).first().waitFor();
  });

  test('shows the last lines, their age and their rhythm', async () => {
    await open('proof-text');
    await card().getByText('tick 3').waitFor();
    await card()
      .getByText(/seen 1\d s ago, about every 30 s/)
      .waitFor();
  });

  test('shows a proof of each kind, and that a setting contains a mistake', async () => {
    await open('proof-kinds');
    await card().getByText('answered 204').waitFor();
    expect(await card().getByRole('group').count()).toBe(6);
    await card().getByText('The command exited with 2: no response').waitFor();
    await card().getByText(proofCardTexts.faults(1)).waitFor();
  });

  test('says on row and header that a service runs without its proof', async () => {
    await open('proof-lost');
    await page.getByRole('treeitem', { name: /worker.*running without proof/ }).waitFor();
    await page.getByRole('status').getByText('running without proof').waitFor();
  });
});

describe('the dialog', () => {
  test('sets a file in the unit’s own file, and says what is wrong first', async () => {
    await open('proof-none');
    await card().getByText(proofCardTexts.none).waitFor();
    await button(proofCardTexts.setOne).click();
    await field(proofFormTexts.values.file).fill('worker.log');
    await inDialog(proofFormTexts.set).click();
    await dialog().getByText(proofFormTexts.faults['relative-path']).waitFor();
    await inDialog(uiTexts.chooseFor.proofFile).click();
    await expect.poll(() => field(proofFormTexts.values.file).inputValue()).toBe('~/bin/serve it');
    await field(proofFormTexts.values.file).fill('~/worker.log');
    await field(proofFormTexts.period).fill('30s');
    await field(proofFormTexts.period).press('Enter');
    expect(await saved()).toMatch(/\[X-Hearth\]\nProofFile=%h\/worker\.log\nProofPeriodSec=30s\n$/);
    expect(await asked('saveUnitFile')).toMatchObject([
      { unit: 'worker.service', file: { kind: 'fragment' } },
    ]);
    await tab('Edit').click();
    await page.getByText('ProofFile=%h/worker.log').waitFor();
  });

  test('is set in a drop-in where the file is the distribution’s', async () => {
    await open('file-distribution');
    await tab('Overview').click();
    await button(proofCardTexts.setOne).click();
    await field(proofFormTexts.values.file).fill('/tmp/x.log');
    await inDialog(proofFormTexts.set).click();
    await expect
      .poll(() => asked('saveUnitFile'))
      .toMatchObject([{ file: { kind: 'drop-in', name: 'proof.conf' }, version: null }]);
  });

  test('offers what the service has open', async () => {
    await open('proof-offers');
    await button(proofCardTexts.setOne).click();
    await inDialog(proofFormTexts.offer.http('http://127.0.0.1:8080/')).click();
    await inDialog(proofFormTexts.set).click();
    expect(await saved()).toContain('ProofHTTP=http://127.0.0.1:8080/\n');
  });

  test('refuses an address of another computer', async () => {
    await open('proof-none');
    await button(proofCardTexts.setOne).click();
    await dialog().getByRole('combobox', { name: proofFormTexts.kind }).click();
    await page.getByRole('option', { name: proofFormTexts.kinds.http }).click();
    await field(proofFormTexts.values.http).fill('http://example.org/');
    await inDialog(proofFormTexts.set).click();
    await dialog().getByText(proofFormTexts.faults.elsewhere).waitFor();
    expect(await asked('saveUnitFile')).toEqual([]);
  });

  test('takes a command as it is typed in a terminal', async () => {
    await open('proof-none');
    await button(proofCardTexts.setOne).click();
    await dialog().getByRole('combobox', { name: proofFormTexts.kind }).click();
    await page.getByRole('option', { name: proofFormTexts.kinds.exec }).click();
    await field(proofFormTexts.values.exec).fill('pg_isready');
    await inDialog(proofFormTexts.set).click();
    await dialog().getByText(proofFormTexts.faults['no-program']).waitFor();
    await field(proofFormTexts.values.exec).fill(`/usr/bin/test -e 'a file' 50%`);
    await inDialog(proofFormTexts.set).click();
    expect(await saved()).toContain('ProofExec=/usr/bin/test -e "a file" 50%%\n');
  });

  test('changes one proof and leaves the others', async () => {
    await open('proof-kinds');
    const address = card().getByRole('group', { name: '127.0.0.1:8080', exact: true });
    await address.getByRole('button', { name: proofCardTexts.change }).click();
    expect(await field(proofFormTexts.values.socket).inputValue()).toBe('127.0.0.1:8080');
    await field(proofFormTexts.values.socket).fill('9090');
    await field(proofFormTexts.period).fill('10s');
    await inDialog(proofFormTexts.save).click();
    const text = await saved();
    expect(text).toContain(
      'ProofMatch=^tick \\d+$\nProofSocket=9090\nProofPeriodSec=10s\nProofHTTP=',
    );
    expect(text).toContain('ProofSokcet=8080\n');
  });

  test('restarts after lost proofs only when chosen, and removes a proof', async () => {
    await open('proof-lost');
    await button(proofCardTexts.change).click();
    const lost = dialog().getByRole('combobox', { name: proofFormTexts.lost });
    await expect.poll(() => lost.textContent()).toContain(proofFormTexts.lostChoices.restart3);
    await lost.click();
    await page.getByRole('option', { name: proofFormTexts.lostChoices.tell }).click();
    await inDialog(proofFormTexts.remove).click();
    const text = await saved();
    expect(text).not.toContain('ProofHTTP');
    expect(text).not.toContain('ProofRestartAfter');
  });
});
