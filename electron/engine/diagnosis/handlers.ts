import type { diagnosisMethods } from '../../ipc/contract/diagnosis.ts';
import type { HandlersOf } from '../../ipc/contract/method.ts';
import type { DiagnosisService } from './diagnosis.ts';
import type { Remedies } from './remedies.ts';

interface Deps {
  diagnosis: Pick<DiagnosisService, 'of'>;
  remedies: Remedies;
}

export const diagnosisHandlers = ({
  diagnosis,
  remedies,
}: Deps): HandlersOf<typeof diagnosisMethods> => ({
  diagnose: ({ unit }) => diagnosis.of(unit),
  remedyChanges: remedies.changes,
  applyRemedy: remedies.apply,
  showEvidence: remedies.show,
});
