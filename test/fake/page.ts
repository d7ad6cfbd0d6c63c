/** The window or the panel on a fake: `?scene=NAME`, with `panel=1` for the panel and `delay=MS` for slow answers. */
import '../../renderer/ui/tokens.css';
import { flushSync, mount, unmount } from 'svelte';
import { chooseLanguage, languageNamed } from '../../electron/core/texts/texts.ts';
import App from '../../renderer/app/App.svelte';
import { createPageClient } from '../../renderer/client.svelte.ts';
import Panel from '../../renderer/panel/Panel.svelte';
import { createFake, type Fake } from './engine.ts';
import { hostile as spoil } from './hostile.ts';
import { noon } from './makers.ts';
import { isSceneName, scenes } from './scenes.ts';

interface Options {
  panel: boolean;
  /** Delay of each answer, in milliseconds. */
  delay: number;
  /** English by default. */
  language?: string;
  /** With characters that nobody sees, in every text that comes from others. */
  hostile?: boolean;
}

declare global {
  interface Window {
    fake?: Fake;
    /** Replaces the current scene with another, with a new client and stores. */
    openScene?: (name: string, options: Options) => Promise<void>;
  }
}

const realNow = Date.now.bind(Date);

/** Sets the time to noon when a scene opens, so that ages are always the same. */
const setClock = (): void => {
  const shift = noon - realNow();
  Date.now = () => realNow() + shift;
};

const target = document.getElementById('app');
let shown: Record<string, unknown> | null = null;

const openScene = async (
  name: string,
  { panel, delay, language, hostile }: Options,
): Promise<void> => {
  if (target === null) throw new Error('scene.html has no #app');
  if (!isSceneName(name)) throw new Error(`There is no scene “${name}”`);
  if (shown !== null) await unmount(shown);
  // The window reopens its last page after a reload.
  sessionStorage.clear();
  setClock();
  chooseLanguage(languageNamed(language));
  const fake = createFake(hostile === true ? spoil(scenes[name]) : scenes[name], { delay });
  window.fake = fake;
  const props = { client: createPageClient(fake.transport) };
  shown = mount(panel ? Panel : App, { target, props });
  flushSync();
};

window.openScene = openScene;

const asked = new URLSearchParams(location.search);
await openScene(asked.get('scene') ?? 'few', {
  panel: asked.get('panel') === '1',
  delay: Number(asked.get('delay') ?? 0),
  language: asked.get('language') ?? 'en',
});
