/** Creating a service: what the form refuses by itself, what it asks, and how a creation looks in each of its states. */
import { describe, expect, test } from 'vitest';
import { alert, asked, button, dialog, open, page, shows, what } from './driving/scene.ts';
import { person } from '../fake/makers.ts';

const field = (name: string) => page.getByRole('textbox', { name, exact: true });
const submit = () => button('Create service').click();
const heading = (name: string | RegExp) => page.getByRole('heading', { name });

describe('refused in the form, with the reason at its field and nothing created', () => {
  interface Typed {
    name?: string;
    program?: string;
    script?: string;
    environment?: string;
  }
  const cases: [string, Typed, RegExp][] = [
    ['empty name', { name: '' }, /Give the service a name/],
    ['a name with a slash', { name: 'a/b' }, /cannot hold “\/”/],
    ['dots', { name: '..' }, /dots alone/],
    ['a leading dash', { name: '-x' }, /begin with “-”/],
    ['256 characters', { name: 'x'.repeat(256) }, /too long/],
    ['spaces', { name: 'two words' }, /does not take “ ” in a name/],
    ['ü', { name: 'über' }, /does not take “ü” in a name/],
    ['a template', { name: 'name@.service' }, /makes a template/],
    ['an instance', { name: 'name@inst' }, /makes a template/],
    ['a relative program', { program: 'bin/x' }, /needs an absolute path/],
    ['a program by ~', { program: '~/x' }, /write %h\/x/],
    ['a program with a quote', { program: '/opt/"x"' }, /quote or a backslash/],
    ['a script without #!', { script: 'echo hi' }, /must name the interpreter/],
    ['an environment line without =', { environment: 'JUST WORDS' }, /not of the form NAME=value/],
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

describe('the form', () => {
  test('nobody is told off before a field was left', async () => {
    await open('create');
    await field('Name').waitFor();
    expect(await page.locator('[aria-invalid=true]').count()).toBe(0);
  });

  test('shows the unit file and the commands to come', async () => {
    await open('create-filled');
    const preview = page.getByRole('region', { name: 'Preview' });
    await preview.getByText('WantedBy').waitFor();
    await preview
      .getByText(/systemctl --user enable --now/)
      .first()
      .waitFor();
  });

  test('what was typed before is there again, and can be emptied', async () => {
    await open('create-filled');
    expect(await field('Name').inputValue()).toBe('heartbeat');
    await button('Start afresh').click();
    expect(await field('Name').inputValue()).toBe('');
  });

  test('is kept while it is typed', async () => {
    await open('create');
    await field('Name').fill('kept');
    await expect.poll(() => asked('keepForm')).toMatchObject([{ name: 'kept' }]);
  });

  test('looking elsewhere loses nothing', async () => {
    await open('create');
    await field('Name').fill('kept');
    await button('Settings').click();
    await button('New service').click();
    expect(await field('Name').inputValue()).toBe('kept');
  });

  test('arguments are rows, each as it is', async () => {
    await open('create-program');
    await page
      .getByRole('region', { name: 'Preview' })
      .getByText('/usr/bin/rsync')
      .first()
      .waitFor();
    expect(await field('Argument 2').inputValue()).toBe('a b');
    await button('Remove argument 1').click();
    expect(await field('Argument 1').inputValue()).toBe('a b');
  });

  test('another example does not replace what is typed unasked', async () => {
    await open('create-program');
    await button('Fill in the example').click();
    await dialog().getByRole('button', { name: /Keep/ }).click();
    expect(await field('Name').inputValue()).toBe('sync');
    await button('Fill in the example').click();
    await dialog().getByRole('button', { name: 'Replace it' }).click();
    expect(await field('Name').inputValue()).toBe('custom-user-worker');
  });

  test('Ctrl+Enter creates, and the steps are followed to the end', async () => {
    await open('create-program');
    await field('Name').press('Control+Enter');
    await heading('sync.service is created').waitFor();
    expect(await asked('createService')).toMatchObject([
      { form: { name: 'sync' }, takesBack: null },
    ]);
  });
});

describe('an attempt before that was not finished', () => {
  test('is named, with what taking it back does', async () => {
    await open('create-unfinished');
    await shows(/earlier\.service/);
    await button('Keep it').click();
    await button('Keep it').waitFor({ state: 'detached' });
    expect(await asked('keepCreation')).toHaveLength(1);
  });

  test.each([
    [/^Take it back|^Undo/, 'earlier.service'],
    [/^Keep/, null],
  ] as const)('is asked about: %s', async (choice, takesBack) => {
    await open('create-unfinished-filled');
    await submit();
    await dialog().getByRole('button', { name: choice }).click();
    await expect.poll(() => asked('createService')).toMatchObject([{ takesBack }]);
  });

  test('Cancel creates nothing', async () => {
    await open('create-unfinished-filled');
    await submit();
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    await dialog().waitFor({ state: 'detached' });
    expect(await asked('createService')).toEqual([]);
  });
});

describe('a creation', () => {
  test('under way: its steps, and it can be cancelled', async () => {
    await open('creation-running');
    await page
      .getByRole('list', { name: 'Steps' })
      .getByRole('listitem', { name: /: running$/ })
      .waitFor();
    await button('Cancel and undo').click();
    expect(await button('Cancel and undo').isDisabled()).toBe(true);
    expect(await asked('cancelCreation')).toHaveLength(1);
  });

  test('done: its page opens', async () => {
    await open('creation-done');
    await button('Open heartbeat.service').click();
    expect(await asked('dismissCreation')).toHaveLength(1);
    await heading(/heartbeat/).waitFor();
  });

  test('done: another begins with an empty form', async () => {
    await open('creation-done');
    await button('Create another').click();
    expect(await field('Name').inputValue()).toBe('');
  });

  test('done, with remarks on other units', async () => {
    await open('creation-others');
    await page.getByRole('list', { name: 'Steps' }).locator('summary', { hasText: '(1)' }).click();
    await shows('other.service: Unknown key.');
  });

  test('failed: why, what the log says, and three ways on', async () => {
    await open('creation-failed');
    await alert(what('start-failed', { unit: 'heartbeat.service', line: '' })).waitFor();
    await shows('heartbeat.sh: line 3: date: command not found');
    for (const name of ['Back to the form', 'Undo what was done', 'Keep it as it is'])
      await button(name).waitFor();
  });

  test('failed: back to the form, with everything typed', async () => {
    await open('creation-failed');
    await button('Back to the form').click();
    expect(await field('Name').inputValue()).toBe('heartbeat');
  });

  test('failed: kept as it is, its page opens', async () => {
    await open('creation-failed');
    await button('Keep it as it is').click();
    await expect.poll(() => asked('keepCreation')).toHaveLength(1);
    await heading(/heartbeat/).waitFor();
  });

  test('failed: undone', async () => {
    await open('creation-failed');
    await button('Undo what was done').click();
    await shows(/removed .*heartbeat\.service/);
  });

  test('failed before anything was written: there is nothing to keep', async () => {
    await open('creation-early');
    await button('Undo what was done').waitFor();
    expect(await button('Keep it as it is').count()).toBe(0);
  });

  test('being undone: nothing else can be done', async () => {
    await open('creation-undoing');
    await button('Undo what was done').waitFor();
    expect(await button('Undo what was done').isDisabled()).toBe(true);
    expect(await button('Back to the form').isDisabled()).toBe(true);
  });

  test.each([
    ['creation-undone', /removed .*heartbeat\.service/],
    ['creation-undone-nothing', /nothing to take back/i],
    ['creation-took-back', /earlier\.service.*removed its file/],
  ] as const)('%s: what was taken back', async (scene, words) => {
    await open(scene);
    await shows(words);
  });
});
