/** What the window shows beyond its list: loaded once the list is painted, so that the list is there sooner. */
export { default as CreatePage } from '../create/CreatePage.svelte';
export { default as DeletedServices } from '../files/history/DeletedServices.svelte';
export { default as JournalPage } from '../logs/JournalPage.svelte';
export { default as LogView } from '../logs/view/LogView.svelte';
export { default as SettingsPage } from '../settings/SettingsPage.svelte';
export { default as Tip } from '../ui/notes/Tip.svelte';
export { default as UnitPage } from '../units/page/UnitPage.svelte';
