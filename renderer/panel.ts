/** The tray panel: mounts its one component. */
import './ui/tokens.css';
import { mount } from 'svelte';
import Panel from './panel/Panel.svelte';

const target = document.getElementById('app');
if (target === null) throw new Error('panel.html has no #app');
mount(Panel, { target });
