/** What the editor keeps beyond its page. Created when the editor is first opened. */
import { createContext } from 'svelte';
import type { PageClient } from '../client.svelte.ts';
import { createDesk } from './open-files.ts';
import type { Restarts } from './pending-restarts.ts';
import { createDirectiveDocs } from './text/directive-docs.ts';
import type { Unsaved } from './unsaved.ts';

export const createFiles = (client: PageClient, unsaved: Unsaved, restarts: Restarts) => {
  const desk = createDesk({ client, unsaved, knowledgeOf: createDirectiveDocs(client) });
  return { desk, unsaved, restarts };
};

export type Files = ReturnType<typeof createFiles>;

export const [useFiles, provideFiles] = createContext<Files>();
