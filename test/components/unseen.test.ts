/** Characters that nobody sees, in texts of others: each view shows a sign in their place. */
import { describe, expect, test } from 'vitest';
import { unseen } from '../fake/hostile.ts';
import { overlays, pages, type Place } from './driving/places.ts';
import { open, page } from './driving/scene.ts';

/** Texts and read attributes of the page with such a character, and how many signs it has. */
const look = (): Promise<{ raw: string[]; signs: number }> =>
  page.evaluate(
    (characters) => {
      const raw: string[] = [];
      let signs = 0;
      const see = (text: string | null, where: string): void => {
        if (text === null) return;
        if (Array.from(characters).some((one) => text.includes(one))) raw.push(`${where}: ${text}`);
        if (text.includes('<RLO>') || text === 'RLO') signs += 1;
      };
      const walker = document.createTreeWalker(document.body);
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        if (node instanceof Text) see(node.data, node.parentElement?.className ?? '');
        else if (node instanceof Element)
          for (const { name, value } of node.attributes) see(value, `${node.tagName} ${name}`);
      }
      return { raw, signs };
    },
    unseen.slice(0, 4),
  );

const withSigns = async (
  places: Record<string, Place>,
  how: { panel?: boolean } = {},
): Promise<number> => {
  const found: Record<string, string[]> = {};
  let seen = 0;
  for (const [name, { scene, reach }] of Object.entries(places)) {
    await open(scene, { ...how, hostile: true });
    await reach?.();
    await expect
      .poll(async () => (await page.textContent('body'))?.length ?? 0)
      .toBeGreaterThan(50);
    const { raw, signs } = await look();
    if (raw.length > 0) found[name] = raw.slice(0, 5);
    if (signs > 0) seen += 1;
    else console.log(`no sign in: ${name}`);
  }
  expect(found).toEqual({});
  return seen;
};

describe('no text of others reaches the page as it is', () => {
  test('in pages', async () => {
    expect(await withSigns(pages)).toBeGreaterThan(10);
  }, 120_000);

  test('in dialogs, menus and popovers', async () => {
    expect(await withSigns(overlays)).toBeGreaterThan(10);
  }, 120_000);

  test('in the panel', async () => {
    expect(await withSigns({ 'no manager': { scene: 'manager-lost' } }, { panel: true })).toBe(1);
  });
});
