/** What a proof looks for, in a sentence, and what is wrong with its file. */
import type { Proof, ProofTarget } from '../../electron/core/proof/proof.ts';
import type { ProofReading } from '../../electron/core/proof/proof-reading.ts';
import { proofCardTexts } from '../../electron/core/texts/proof/card.ts';
import { anyOf } from '../../electron/core/texts/counting.ts';

export const looksFor = ({ target, written }: Proof): string => {
  const texts = proofCardTexts.looksFor;
  switch (target.kind) {
    case 'file':
      return target.match === null
        ? texts.file(target.path)
        : texts.fileMatching({ path: target.path, match: target.match });
    case 'socket':
      return texts.socket(written);
    case 'http':
      return target.statuses.length === 0
        ? texts.http(target.url)
        : texts.httpWith({ url: target.url, statuses: anyOf(target.statuses.map(String)) });
    case 'exec':
      return texts.exec(written);
    case 'bus-name':
      return texts.busName(target.name);
    case 'log':
      return texts.log(target.match);
  }
};

/** The file of a proof; null for other kinds. */
export const pathOf = (target: ProofTarget): string | null =>
  target.kind === 'file' ? target.path : null;

/** What keeps the last lines of the file from being shown; null if nothing does. */
export const readingText = (reading: ProofReading): string | null => {
  if (reading.kind === 'text') return null;
  return reading.kind === 'unreadable'
    ? proofCardTexts.unreadable(reading.detail)
    : proofCardTexts.states[reading.kind];
};
