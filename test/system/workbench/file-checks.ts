/** The checks of the editor, against the real systemd. */
import { createFileCheck } from '../../../electron/engine/files/check.ts';
import { createAnalyze } from '../../../electron/system/manager/analyze.ts';
import { createConfigurationItems } from '../../../electron/system/manager/configuration-items.ts';
import { createLintSurroundings } from '../../../electron/system/lint/surroundings.ts';
import type { Runner } from '../../../electron/host/runner.ts';
import { files, person } from './bench.ts';
import { create } from './unit-folder.ts';

/** @param enabled the units that count as enabled. */
export const fileChecks = (runner: Runner, enabled: readonly string[] = []) =>
  createFileCheck({
    files,
    person,
    isEnabled: (unit) => enabled.includes(unit),
    analyze: createAnalyze(runner),
    unitStore: create(),
    configurationItems: createConfigurationItems(runner),
    surroundings: createLintSurroundings(runner),
  });
