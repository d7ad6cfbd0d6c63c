/** What screen readers need: names, roles, landmarks, contrast. In light; only contrast differs in dark. */
import { describe, test } from 'vitest';
import { everywhere, expectNoFaults, panelPlaces, scenePlaces } from './axe.ts';

const parts = 6;
const patience = 240_000;

describe('axe finds nothing in light', () => {
  test.each(Array.from({ length: parts }, (_, part) => part))(
    'in the scenes, part %i',
    (part) => expectNoFaults(scenePlaces(part, parts)),
    patience,
  );

  test('in pages, dialogs and menus', () => expectNoFaults(everywhere), patience);

  test('in the panel', () => expectNoFaults(panelPlaces, { panel: true }), patience);
});
