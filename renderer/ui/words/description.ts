/**
 * What a screen reader says after the name of an element, to be spread on it: ARIA 1.3's aria-description, which Chrome
 * knows but Svelte's types do not.
 */
export const description = (
  text: string | undefined,
): { 'aria-description': string | undefined } => ({
  'aria-description': text,
});
