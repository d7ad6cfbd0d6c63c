/** What the form of a new service refuses by itself, and what the disk has against it. */
import { describe, expect, test } from 'vitest';
import { createFindingsTexts } from '../../../electron/core/texts/create/findings.ts';
import { field, submit } from '../driving/create-form.ts';
import { alert, asked, open, page, shows, what } from '../driving/scene.ts';
import { person } from '../../fake/makers.ts';

describe('refused in the form, with the reason at its field and nothing created', () => {
  interface Typed {
    name?: string;
    program?: string;
    script?: string;
    environment?: string;
  }
  const cases: [string, Typed, string][] = [
    ['empty name', { name: '' }, createFindingsTexts.name.empty],
    ['a name with a slash', { name: 'a/b' }, createFindingsTexts.name.slash],
    ['dots', { name: '..' }, createFindingsTexts.name.dots],
    ['a leading dash', { name: '-x' }, createFindingsTexts.name['leading-dash']],
    ['256 characters', { name: 'x'.repeat(256) }, createFindingsTexts.name['too-long']],
    ['spaces', { name: 'two words' }, createFindingsTexts.name.character(' ')],
    ['ü', { name: 'über' }, createFindingsTexts.name.character('ü')],
    ['a template', { name: 'name@.service' }, createFindingsTexts.name.template],
    ['an instance', { name: 'name@inst' }, createFindingsTexts.name.template],
    ['a relative program', { program: 'bin/x' }, createFindingsTexts.notAbsolute.program(null)],
    ['a program by ~', { program: '~/x' }, createFindingsTexts.notAbsolute.program('%h/x')],
    ['a program with a quote', { program: '/opt/"x"' }, createFindingsTexts.programCharacters],
    ['a script without #!', { script: 'echo hi' }, createFindingsTexts.noInterpreter],
    [
      'an environment line without =',
      { environment: 'JUST WORDS' },
      createFindingsTexts.environment('JUST WORDS'),
    ],
  ];
  test.each(cases)('%s', async (_, wrong, message) => {
    await open('create');
    const typed = { name: 'bad-input', program: '/bin/sleep', ...wrong };
    await field('Name').fill(typed.name);
    if (typed.script === undefined) await field('Program').fill(typed.program);
    else {
      await page.getByRole('radio', { name: 'Write a script' }).check({ force: true });
      await field('Script').fill(typed.script);
    }
    await field('Environment').fill(typed.environment ?? '');
    await submit();
    await shows(message);
    // What was typed is still there.
    expect(await field('Name').inputValue()).toBe(typed.name);
    expect(await asked('createService')).toEqual([]);
  });

  test('the first wrong field gets the focus', async () => {
    await open('create');
    await submit();
    await shows(/need.* your attention/);
    expect(await field('Name').evaluate((input) => input === document.activeElement)).toBe(true);
  });

  test('what the disk has against it', async () => {
    await open('create-taken');
    await submit();
    await shows('heartbeat.service exists already.');
    expect(await asked('createService')).toEqual([]);
  });

  test('an answer about the form as it was does not take the place of a newer one', async () => {
    await open('create');
    await page.evaluate(() => {
      const fake = window.fake;
      if (fake === undefined) return;
      const finding = (text: string) => [{ field: 'program', level: 'error', text } as const];
      let late = true;
      fake.handlers.checkForm = async ({ program }) => {
        if (program === '/nowhere/x') return finding('There is no /nowhere/x');
        if (!late) return [];
        late = false;
        await new Promise((resolve) => {
          addEventListener('late', resolve, { once: true });
        });
        return finding('It is not executable');
      };
    });
    await field('Name').fill('late');
    await field('Program').fill('/nowhere/x');
    await field('Name').focus();
    await shows('There is no /nowhere/x');
    // The next answer comes late, and says what was true then.
    const asks = async (): Promise<number> => (await asked('checkForm')).length;
    const before = await asks();
    await field('Program').fill('/late/x');
    await expect.poll(asks).toBeGreaterThan(before);
    const between = await asks();
    await page.evaluate(() => dispatchEvent(new Event('focus')));
    await expect.poll(asks).toBeGreaterThan(between);
    await page.getByText('There is no /nowhere/x').waitFor({ state: 'detached' });
    await page.evaluate(async () => {
      dispatchEvent(new Event('late'));
      // The answer is taken in, and what comes of it is painted.
      for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
    });
    expect(await page.getByText('It is not executable').count()).toBe(0);
  });

  test('a form that cannot be checked: why', async () => {
    await open('create-unchecked');
    await alert(what('folder-not-writable', { path: person.unitFolder, detail: '' }))
      .first()
      .waitFor();
  });
});
