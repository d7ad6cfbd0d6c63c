/** What screen readers and weak eyes need in the folded groups of both forms. */
import { describe, test } from 'vitest';
import { settingGroups } from '../../../electron/core/fields/setting.ts';
import { see } from '../driving/files.ts';
import { unfold } from '../driving/setting-fields.ts';
import { expectNoFaults } from './axe.ts';

const unfoldAll = async (): Promise<void> => {
  for (const group of settingGroups) await unfold(group);
};

describe('axe finds nothing', { timeout: 120_000 }, () => {
  test('in the groups of a new service', () =>
    expectNoFaults({ scene: 'create-settings', reach: unfoldAll }));

  test('in the groups of an existing service', () =>
    expectNoFaults({
      scene: 'file',
      reach: async () => {
        await see('Form');
        await unfoldAll();
      },
    }));
});
