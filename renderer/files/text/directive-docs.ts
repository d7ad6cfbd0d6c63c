/** What the editor knows about directives: which exist here, what they mean, which values they take. */
import type { ConfigurationItems } from '../../../electron/core/directives/types.ts';
import { directiveMeaning, directiveValues } from '../../../electron/core/directives/directives.ts';
import type { PageClient } from '../../client.svelte.ts';
import type { Knowledge } from './suggestions.ts';

/** For completion and hover in a unit's files. */
export const createDirectiveDocs = ({ app, hearth }: Pick<PageClient, 'app' | 'hearth'>) => {
  /** Asked once; after a failure, the next caller asks again. */
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
      // Without them, Hearth still offers what it knows itself.
      const known = await configurationItems().catch(() => null);
      return {
        unit,
        known,
        units: Object.keys(app.account?.units ?? {}),
        meaningOf: directiveMeaning,
        valuesOf: directiveValues,
      };
    },
    manual: (section, key) => hearth.manualEntry({ section, key }),
  });
};
