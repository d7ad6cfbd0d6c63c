/** Every page, and every dialog, menu and popover that an action opens, for tests of what all must have. */
import type { SceneName } from '../../fake/scenes.ts';
import { settingGroups } from '../../../electron/core/fields/setting.ts';
import { add, unfold } from './setting-fields.ts';
import { save, see, type } from './files.ts';
import { button, dialog, find, page } from './scene.ts';
import { chooseInMenu } from './unit.ts';

export interface Place {
  scene: SceneName;
  /** What opens it, if the scene doesn’t. */
  reach?: () => Promise<void>;
}

const press = (name: string | RegExp) => (): Promise<void> => button(name).click();

/** Pages that people work on, each with its usual content. */
export const pages = {
  'the list': { scene: 'few' },
  'the instances of templates': { scene: 'template-many' },
  'no services': { scene: 'empty' },
  'the overview': { scene: 'running' },
  'a failure': { scene: 'start-failed' },
  'the proof': { scene: 'proof-text' },
  'a log': { scene: 'log-mixed' },
  'the journal': { scene: 'journal' },
  'the text of a file': { scene: 'file' },
  'the text of a script': { scene: 'file-script', reach: () => button(/^worker\.sh/).click() },
  'the form of a file': { scene: 'file', reach: () => see('Form') },
  'the whole form of a file': {
    scene: 'file',
    reach: async () => {
      await see('Form');
      for (const group of settingGroups) await unfold(group);
      await add('ExecStartPre').click();
      await add('EnvironmentFile').click();
    },
  },
  'a schedule as a form': { scene: 'timer-page', reach: press('Change…') },
  'the calendar': { scene: 'calendar' },
  'the calendar as a table': {
    scene: 'calendar',
    reach: () => page.getByRole('radio', { name: 'Table', exact: true }).check({ force: true }),
  },
  'the history of a file': { scene: 'file-history', reach: () => see('History') },
  'a new service': { scene: 'create' },
  'an import': { scene: 'import', reach: press('Choose all') },
  'an import from autostart': { scene: 'autostart-import', reach: press('Choose all') },
  'a creation': { scene: 'creation-done' },
  'a failed creation': { scene: 'creation-failed' },
  'the environment': { scene: 'environment' },
  'the runs of a service': { scene: 'runs-mixed' },
  'a timer': { scene: 'timer-page' },
  'the settings': { scene: 'settings-deleted' },
  'a report': { scene: 'report-unit' },
} satisfies Record<string, Place>;

/** What opens over a page. */
export const overlays = {
  'the palette': { scene: 'few', reach: () => page.keyboard.press('Control+k') },
  'the shortcuts': { scene: 'few', reach: () => page.keyboard.press('?') },
  'the commands': { scene: 'commands', reach: press('Commands') },
  'the unit’s menu': { scene: 'running', reach: press('More') },
  'setting a proof': { scene: 'proof-offers', reach: press('Set one…') },
  'a new instance': {
    scene: 'template-many',
    reach: async () => {
      await page.getByRole('treeitem', { name: /^sync@\./ }).click({ button: 'right' });
      await page.getByRole('menuitem', { name: 'New instance…' }).click();
    },
  },
  deleting: { scene: 'running', reach: () => chooseInMenu(/^Delete/) },
  saving: {
    scene: 'file',
    reach: async () => {
      await type('# mine');
      await button('Save…').click();
      await dialog().getByLabel('Changes').waitFor();
    },
  },
  'a refused save': {
    scene: 'save-refused',
    reach: async () => {
      await type('# mine');
      await save();
      await dialog().getByRole('alert').waitFor();
    },
  },
  'a try': {
    scene: 'try-failed',
    reach: async () => {
      await button('Try…').click();
      await button('Run').click();
      await button('Run again').waitFor();
    },
  },
  'changing another file': { scene: 'file-distribution', reach: press(/^Change/) },
  'removing a drop-in': { scene: 'file-drop-in', reach: press(/^Remove/) },
  'turning lingering on': {
    scene: 'linger-review',
    reach: async () => {
      await page.getByRole('main').getByRole('switch').first().click();
      await dialog().getByRole('listitem').first().waitFor();
    },
  },
  'turning lingering off': {
    scene: 'linger-stop',
    reach: async () => {
      await page.getByRole('main').getByRole('switch').first().click();
      await dialog().getByRole('listitem').first().waitFor();
    },
  },
  'when a unit runs': { scene: 'survives-login', reach: press(/^At each login/) },
  'an unfinished attempt': { scene: 'create-unfinished-filled', reach: press('Create service') },
  'replacing what was typed': { scene: 'create-filled', reach: press('Use the example') },
  'the export menu': { scene: 'log', reach: press('Export') },
  'going to a time': { scene: 'log', reach: press('Go to a time') },
  'the time range': { scene: 'log', reach: press(/^Time/) },
  'the level': { scene: 'log', reach: () => page.getByLabel('Level').click() },
  'the units of the journal': { scene: 'journal', reach: press(/^Units/) },
  'the type filter': {
    scene: 'few',
    reach: async () => {
      await find();
      await page.getByLabel('Filter by type').click();
    },
  },
  'the fields of a line': {
    scene: 'log',
    reach: async () => {
      await page.getByRole('option', { name: /tick 199/ }).dblclick();
      await page.getByRole('region', { name: 'Fields', exact: true }).waitFor();
    },
  },
} satisfies Record<string, Place>;
