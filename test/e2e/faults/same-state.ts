/** Compares what Hearth's state says about every unit with what systemctl says. */
import { isDeepStrictEqual } from 'node:util';
import type { Page } from 'playwright-core';
import type { AppState } from '../../../electron/core/app/state.ts';
import { hearthSays, systemctlSays, type Said } from '../../system/workbench/systemctl-says.ts';
import { until } from '../driving/outside.ts';

const stateOf = async (page: Page): Promise<AppState> => {
  const answer = await page.evaluate<unknown>("window.hearth.invoke('snapshot')");
  return (answer as { value: AppState }).value;
};

/** Lines that differ, with both sides. */
const differing = (hearth: Said, systemctl: Said): string =>
  (['files', 'memory'] as const)
    .flatMap((part) =>
      Object.entries(systemctl[part])
        .filter(([name, says]) => hearth[part][name] !== says)
        .map(
          ([name, says]) => `${name}: systemctl “${says}”, Hearth “${hearth[part][name] ?? ''}”`,
        ),
    )
    .concat(hearth.tooMany.map((name) => `${name}: only Hearth has it`))
    .join('\n');

/** Both are asked again: a unit may change in between. @param files as `systemctlSays`. @throws with what differs for 15 s. */
export const expectSameState = async (page: Page, files = '*'): Promise<void> => {
  let difference = '';
  await until(
    'the same state',
    async () => {
      const systemctl = await systemctlSays(files);
      const hearth = hearthSays((await stateOf(page)).account.units, systemctl, files);
      difference = differing(hearth, systemctl);
      return isDeepStrictEqual(hearth, systemctl);
    },
    15,
  ).catch(() => {
    throw new Error(`Hearth’s state differs from systemctl’s:\n${difference}`);
  });
};
