/** All broken services. */
import type { Broken } from '../broken.ts';
import { decoyCases } from './decoy-cases.ts';
import { exitCases } from './exit-cases.ts';
import { layoutCases } from './layout-cases.ts';
import { loadCases, refusedCases } from './load-cases.ts';
import { pathCases } from './path-cases.ts';
import { portCases } from './port-cases.ts';
import { programCases } from './program-cases.ts';
import { resourceCases } from './resource-cases.ts';
import { idleCases, restartCases } from './restart-cases.ts';
import { environmentCases, runtimeCases } from './runtime-cases.ts';
import { scriptCases } from './script-cases.ts';
import { timeCases } from './time-cases.ts';
import { socketCases, unitCases } from './unit-cases.ts';
import { oddCases, puzzlingCases, silentCases } from './unknown-cases.ts';

export const allCases: readonly Broken[] = [
  ...programCases,
  ...scriptCases,
  ...pathCases,
  ...layoutCases,
  ...loadCases,
  ...refusedCases,
  ...exitCases,
  ...runtimeCases,
  ...timeCases,
  ...restartCases,
  ...unitCases,
  ...socketCases,
  ...portCases,
  ...resourceCases,
  ...environmentCases,
  ...idleCases,
  ...decoyCases,
  ...silentCases,
  ...puzzlingCases,
  ...oddCases,
];
