/** Adds to the PATH of a service. */
import { diagnosisRemediesTexts } from '../../../texts/diagnosis/remedies.ts';
import { serviceSettings, type Case } from '../../case/case.ts';
import { addSetting, changeSetting, thenStart } from '../../case/offered-remedies.ts';
import { pathOf } from '../../case/service-environment.ts';
import type { OfferedRemedy } from '../../remedy.ts';
import { folderOf } from '../../../text/path.ts';

/** Puts the folder of a program before the service’s PATH. */
export const extendPath = (of: Case, program: string | null): OfferedRemedy[] => {
  const path = pathOf(of);
  if (program === null || path === null) return [];
  const folder = folderOf(program);
  const value = `PATH=${folder}:${path}`.replaceAll('%', '%%');
  if (/["'\\\s]/.test(value)) return [];
  const alone = serviceSettings(of, 'Environment').findLast((one) =>
    /^"?PATH=[^\s"]*"?$/.test(one.value),
  );
  const action =
    alone === undefined
      ? addSetting(of, 'Service', 'Environment', value)
      : changeSetting(of, alone, value);
  return [
    thenStart(of, 'safe', 'extend-path', diagnosisRemediesTexts.extendPath(folder), [action]),
  ];
};
