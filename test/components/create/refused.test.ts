/** What the form of a new service refuses, by its own rules and because of the disk. */
import { describe, expect, test } from 'vitest';
import { createFindingsTexts } from '../../../electron/core/texts/create/findings.ts';
import { field, submit } from '../driving/create-form.ts';
import { alert, asked, open, page, shows, what } from '../driving/scene.ts';
import { person } from '../../fake/makers.ts';

describe('the form refuses', () => {
  interface Typed {
    name?: string;
    command?: string;
    script?: string;
    environment?: string;
  }
  const cases: [string, Typed, string][] = [
    ['an empty name', { name: '' }, createFindingsTexts.name.empty],
    ['a name with a slash', { name: 'a/b' }, createFindingsTexts.name.slash],
    ['dots', { name: '..' }, createFindingsTexts.name.dots],
    ['a leading dash', { name: '-x' }, createFindingsTexts.name['leading-dash']],
    ['256 characters', { name: 'x'.repeat(256) }, createFindingsTexts.name['too-long']],
    ['spaces', { name: 'two words' }, createFindingsTexts.name.character(' ')],
    ['ü', { name: 'über' }, createFindingsTexts.name.character('ü')],
    ['a template', { name: 'name@.service' }, createFindingsTexts.name.template],
    ['an instance', { name: 'name@inst' }, createFindingsTexts.name.template],
    ['a relative program', { command: 'bin/x' }, createFindingsTexts.command.relative('bin/x')],
    ['an open quote', { command: "echo 'x" }, createFindingsTexts.command.unfinished["'"]],
    ['a pipe', { command: 'a | b' }, createFindingsTexts.command.needsShell('|')],
    ['a variable', { command: 'a $B' }, createFindingsTexts.command.needsShell('$B')],
    ['another user', { command: 'sudo -u b a' }, createFindingsTexts.command.otherUser('sudo')],
    ['only variables', { command: 'A=1' }, createFindingsTexts.command.noProgram],
    ['a program with a quote', { command: `'/opt/"x"'` }, createFindingsTexts.programCharacters],
    ['a script without #!', { script: 'echo hi' }, createFindingsTexts.noInterpreter],
    [
      'an environment line without =',
      { environment: 'JUST WORDS' },
      createFindingsTexts.environment('JUST WORDS'),
    ],
  ];
  test.each(cases)('refuses %s with the reason, and creates nothing', async (_, wrong, message) => {
    await open('create');
    const typed = { name: 'bad-input', command: '/bin/sleep', ...wrong };
    await field('Name').fill(typed.name);
    if (typed.script === undefined) await field('Command').fill(typed.command);
    else {
      await page.getByRole('radio', { name: 'Write a script' }).check({ force: true });
      await field('Script').fill(typed.script);
    }
    await field('Environment').fill(typed.environment ?? '');
    await submit();
    await shows(message);
    // The form keeps what was typed.
    expect(await field('Name').inputValue()).toBe(typed.name);
    expect(await asked('createService')).toEqual([]);
  });

  test('focuses the first wrong field', async () => {
    await open('create');
    await submit();
    await shows(/need.* your attention/);
    expect(await field('Name').evaluate((input) => input === document.activeElement)).toBe(true);
  });

  test('refuses a name that is taken on disk', async () => {
    await open('create-taken');
    await submit();
    await shows('heartbeat.service exists already.');
    expect(await asked('createService')).toEqual([]);
  });

  test('ignores a late answer about an earlier state of the form', async () => {
    await open('create');
    await page.evaluate(() => {
      const fake = window.fake;
      if (fake === undefined) return;
      const finding = (text: string) => ({
        findings: [{ field: 'command', level: 'error', text } as const],
        program: null,
      });
      let late = true;
      fake.handlers.checkForm = async ({ command }) => {
        if (command === '/nowhere/x') return finding('There is no /nowhere/x');
        if (!late) return { findings: [], program: null };
        late = false;
        await new Promise((resolve) => {
          addEventListener('late', resolve, { once: true });
        });
        return finding('It is not executable');
      };
    });
    await field('Name').fill('late');
    await field('Command').fill('/nowhere/x');
    await field('Name').focus();
    await shows('There is no /nowhere/x');
    // The next answer arrives late and is outdated by then.
    const asks = async (): Promise<number> => (await asked('checkForm')).length;
    const before = await asks();
    await field('Command').fill('/late/x');
    await expect.poll(asks).toBeGreaterThan(before);
    const between = await asks();
    await page.evaluate(() => dispatchEvent(new Event('focus')));
    await expect.poll(asks).toBeGreaterThan(between);
    await page.getByText('There is no /nowhere/x').waitFor({ state: 'detached' });
    await page.evaluate(async () => {
      dispatchEvent(new Event('late'));
      // Give the page time to process the answer and paint.
      for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
    });
    expect(await page.getByText('It is not executable').count()).toBe(0);
  });

  test('shows why a form can’t be checked', async () => {
    await open('create-unchecked');
    await alert(what('folder-not-writable', { path: person.unitFolder, detail: '' }))
      .first()
      .waitFor();
  });
});
