/** The window: mounts its one component. */
import './ui/tokens.css';
import { mount } from 'svelte';
import App from './app/App.svelte';
import { createPageClient } from './client.svelte.ts';

const target = document.getElementById('app');
if (target === null) throw new Error('index.html has no #app');
// The answer comes while the page is being made, and most often before it is painted.
mount(App, { target, props: { client: createPageClient(window.hearth) } });
