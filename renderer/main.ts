/** The window: mounts its one component. */
import './ui/tokens.css';
import { mount } from 'svelte';
import { chooseLanguage, languageNamed } from '../electron/core/texts/texts.ts';
import App from './app/App.svelte';
import { createPageClient } from './client.svelte.ts';
import { reportPageErrors } from './page-errors.ts';

reportPageErrors(window.hearth);
const target = document.getElementById('app');
if (target === null) throw new Error('index.html has no #app');
chooseLanguage(languageNamed(new URLSearchParams(location.search).get('language')));
// The state arrives while the page is being built, usually before it is painted.
mount(App, { target, props: { client: createPageClient(window.hearth) } });
