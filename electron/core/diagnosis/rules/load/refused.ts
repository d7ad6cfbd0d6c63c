/** What systemd doesn’t load: settings that it refuses, masked and missing units, one BusName= twice. */
import { fixedWords } from '../../case/fixed-words.ts';
import { onUnit, shellLine } from '../../../commands.ts';
import { visibleText } from '../../../text/visible.ts';
import { diagnosisEvidenceTexts } from '../../../texts/diagnosis/evidence.ts';
import { diagnosisRefusedTexts } from '../../../texts/diagnosis/refused.ts';
import { diagnosisRemediesTexts } from '../../../texts/diagnosis/remedies.ts';
import { serviceSetting, type CauseRule, type FoundCause } from '../../case/case.ts';
import { fromDisk, fromLines, fromSettings, fromSystemd } from '../../case/evidence-from.ts';
import { tell } from '../../case/offered-remedies.ts';
import { badSettingRules, fromLoadState } from './bad-setting.ts';

const unreadable: CauseRule = (of) => {
  const { loadState, loadError, fragmentPath } = of.symptoms.details;
  if (loadState !== 'error' || loadError === null) return [];
  return [
    {
      cause: 'file-unreadable',
      sentence: diagnosisRefusedTexts.unreadable(visibleText(loadError)),
      short: diagnosisRefusedTexts.short.unreadable,
      evidence: [
        fromLoadState(of),
        ...(fragmentPath === null ? [] : [fromDisk(fragmentPath, fragmentPath)]),
      ],
      remedies: [],
    },
  ];
};

const masked: CauseRule = (of) => {
  const { loadState, fragmentPath, unitFileState } = of.symptoms.details;
  if (loadState !== 'masked') return [];
  // An empty file counts as a mask: there is nothing to go back to.
  const look = fragmentPath === null ? undefined : of.ask.path(fragmentPath);
  const isEmptyFile = look?.kind === 'file' && look.sizeBytes === 0;
  return [
    {
      cause: 'masked',
      sentence: isEmptyFile ? diagnosisRefusedTexts.emptyFile : diagnosisRefusedTexts.masked,
      short: diagnosisRefusedTexts.short.masked,
      evidence: [
        fromLoadState(of, unitFileState),
        ...(fragmentPath === null
          ? []
          : [
              fromDisk(
                isEmptyFile
                  ? diagnosisEvidenceTexts.emptyFile(fragmentPath)
                  : diagnosisEvidenceTexts.masks(fragmentPath),
                fragmentPath,
              ),
            ]),
      ],
      remedies: isEmptyFile
        ? []
        : [
            {
              id: 'unmask',
              level: 'safe',
              ...diagnosisRemediesTexts.unmask,
              command: shellLine(onUnit('unmask', of.unit, { fileState: unitFileState })),
              actions: [{ do: 'unmask', unit: of.unit }],
            },
          ],
    },
  ];
};

const unitMissing: CauseRule = (of) => {
  if (of.symptoms.details.loadState !== 'not-found') return [];
  return [
    {
      cause: 'unit-missing',
      sentence: diagnosisRefusedTexts.unitMissing(of.unit),
      short: diagnosisRefusedTexts.short.unitMissing,
      evidence: [fromLoadState(of)],
      remedies: [],
    },
  ];
};

const busNameTwice: CauseRule = (of) => {
  const taken = of.details?.busNameTaken;
  if (taken === null || taken === undefined) return [];
  const report = of.allReports.findLast(({ message }) =>
    message.startsWith(fixedWords.busNameTwice),
  );
  const evidence = [
    ...fromLines(report),
    ...fromSettings(serviceSetting(of, 'BusName')),
    fromSystemd(diagnosisRefusedTexts.busNameOf(taken), taken.by),
  ];
  const cause: FoundCause = {
    cause: 'bus-name-twice',
    sentence: diagnosisRefusedTexts.busNameTwice(taken),
    short: diagnosisRefusedTexts.short.busNameTwice,
    evidence,
    remedies: [tell('other-name', diagnosisRemediesTexts.otherBusName(taken.by))],
  };
  return [cause];
};

/** They keep a unit from being started at all, so nothing else about it counts. */
export const refusedRules: CauseRule = (of) => {
  const twice = busNameTwice(of);
  return twice.length > 0
    ? twice
    : [...masked(of), ...unitMissing(of), ...unreadable(of), ...badSettingRules(of)];
};
