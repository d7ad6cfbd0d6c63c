/** Contrast in dark: everything else is the same as in light. */
import { describe, test } from 'vitest';
import { everywhere, expectNoFaults, panelPlaces, scenePlaces } from './axe.ts';

const parts = 4;
const patience = 240_000;
const dark = { dark: true, rules: ['color-contrast'] };

describe('axe finds enough contrast in dark', () => {
  test.each(Array.from({ length: parts }, (_, part) => part))(
    'in the scenes, part %i',
    (part) => expectNoFaults(scenePlaces(part, parts), dark),
    patience,
  );

  test('in pages, dialogs and menus', () => expectNoFaults(everywhere, dark), patience);

  test('in the panel', () => expectNoFaults(panelPlaces, { ...dark, panel: true }), patience);
});
