/** What the window shows beyond its list: loaded once the list is painted, so that the list is there sooner. */
export { default as CalendarPage } from '../calendar/CalendarPage.svelte';
export { default as CreatePage } from '../create/CreatePage.svelte';
export { default as DeletedServices } from '../files/history/DeletedServices.svelte';
export { default as EnvironmentPage } from '../environment/EnvironmentPage.svelte';
export { default as Home } from './Home.svelte';
export { default as ImportPage } from '../import/ImportPage.svelte';
export { default as JournalPage } from '../logs/JournalPage.svelte';
export { default as ReportPage } from '../report/ReportPage.svelte';
export { default as RestartToasts } from '../files/RestartToasts.svelte';
export { default as SettingsPage } from '../settings/SettingsPage.svelte';
export { default as Tip } from '../ui/notes/Tip.svelte';
export { default as UnitView } from './UnitView.svelte';
