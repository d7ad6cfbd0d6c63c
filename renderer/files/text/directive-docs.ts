/** What the editor knows of directives: which exist here, what they mean, what they may be set to. */
import type { ConfigurationItems } from '../../../electron/core/directives/types.ts';
import { directiveMeaning, directiveValues } from '../../../electron/core/directives/directives.ts';
import type { PageClient } from '../../client.svelte.ts';
import type { Knowledge } from './suggestions.ts';

/** What completion and hover of a unit's files ask. */
export const createDirectiveDocs = ({ app, hearth }: Pick<PageClient, 'app' | 'hearth'>) => {
  /** Asked once; what could not be asked is asked again by the next who wants it. */
  let asked: Promise<ConfigurationItems> | null = null;

  const configurationItems = (): Promise<ConfigurationItems> => {
    asked ??= hearth.configurationItems().catch((thrown: unknown) => {
      asked = null;
      throw thrown;
    });
    return asked;
  };

  return (unit: string): Knowledge => ({
    facts: async () => {
      // Without them there is still what Hearth itself knows.
      const known = await configurationItems().catch(() => null);
      return {
        unit,
        items: known?.items ?? [],
        itemsOf: known?.source ?? null,
        units: Object.keys(app.account?.units ?? {}),
        meaningOf: directiveMeaning,
        valuesOf: directiveValues,
      };
    },
    manual: (section, key) => hearth.manualEntry({ section, key }),
  });
};
