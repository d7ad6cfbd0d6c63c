/** What the editor keeps beyond its page: open files, and pending restarts. Created when the editor is first opened. */
import { createContext } from 'svelte';
import type { PageClient } from '../client.svelte.ts';
import { createDesk } from './open-files.ts';
import { createRestarts } from './pending-restarts.ts';
import { createDirectiveDocs } from './text/directive-docs.ts';
import type { Unsaved } from './unsaved.ts';

export const createFiles = (client: PageClient, unsaved: Unsaved) => {
  const desk = createDesk({ client, unsaved, knowledgeOf: createDirectiveDocs(client) });
  return { desk, unsaved, restarts: createRestarts(client.hearth) };
};

export type Files = ReturnType<typeof createFiles>;

export const [useFiles, provideFiles] = createContext<Files>();
