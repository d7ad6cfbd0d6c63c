/** Runs in the page: makes rows from entries as its log view does, to measure that without a view. */
import { unpackEntries } from '../../electron/core/logs/entry.ts';
import { usualPreferences } from '../../electron/core/app/preferences.ts';
import { withOlder } from '../../renderer/logs/window/log-row.ts';

const benchRows = { unpackEntries, withOlder, limit: usualPreferences.logLines };
export type BenchRows = typeof benchRows;

window.benchRows = benchRows;
