/** Finds the parts of the new-service form as a person would. */
import { button, page } from './scene.ts';

export const field = (name: string) => page.getByRole('textbox', { name, exact: true });
export const submit = (): Promise<void> => button('Create service').click();
export const heading = (name: string | RegExp) => page.getByRole('heading', { name });
