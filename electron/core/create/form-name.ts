/** What keeps a name typed for a new service from being one. */
import { firstBadCharacter, isUnitName, nameFault } from '../names/unit-name.ts';
import { createFindingsTexts } from '../texts/create/findings.ts';

interface NameFinding {
  field: 'name';
  level: 'error';
  text: string;
}

/** @param service what it becomes: a template’s name has a character more. */
export const nameFindings = (typed: string, service: string): NameFinding[] => {
  const fault = nameFault(typed) ?? (isUnitName(service) ? null : 'too-long');
  if (fault === null) return [];
  const text =
    fault === 'character'
      ? createFindingsTexts.name.character(firstBadCharacter(typed) ?? '')
      : createFindingsTexts.name[fault];
  return [{ field: 'name', level: 'error', text }];
};
