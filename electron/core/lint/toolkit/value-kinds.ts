/** What a value is made of, as far as rules about its characters need to know. */
import { takesOnePath } from '../../directives/path-settings.ts';
import type { Assignment } from '../../syntax/unit-file.ts';

/** Texts for people or programs, which may contain anything. */
const freeTexts = new Set([
  'Description',
  'StandardInputText',
  'StandardInputData',
  'SetCredential',
  'SetCredentialEncrypted',
  'LogExtraFields',
]);

export const isFreeText = (key: string): boolean => freeTexts.has(key) || key.startsWith('X-');

/** The value is one path, in which blanks don’t separate anything. */
export const isPathKey = ({ key, value }: Pick<Assignment, 'key' | 'value'>): boolean =>
  takesOnePath(key) ||
  /^(?:Where|What|SourcePath)$/.test(key) ||
  (/^Standard(?:Input|Output|Error)$/.test(key) && /^(?:file|append|truncate):/.test(value)) ||
  (/^Listen(?:Stream|Datagram|SequentialPacket)$/.test(key) && value.startsWith('/'));
