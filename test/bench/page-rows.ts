/** Runs in the page: how its log view makes rows of what comes, for a measurement that wants it without a view. */
import { unpackEntries } from '../../electron/core/logs/entry.ts';
import { limit, withOlder } from '../../renderer/logs/window/log-row.ts';

const benchRows = { unpackEntries, withOlder, limit };
export type BenchRows = typeof benchRows;

window.benchRows = benchRows;
