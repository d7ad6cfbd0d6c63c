/** The program this process runs. */
import { readlinkSync } from 'node:fs';

/** Whether its file was replaced or removed since this process started, as an upgrade of the package does. */
export const isProgramReplaced = (): boolean => readlinkSync('/proc/self/exe') !== process.execPath;
