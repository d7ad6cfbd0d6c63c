/** What a value is made of, as far as rules about its characters need to know. */
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

const paths =
  /^(?:WorkingDirectory|EnvironmentFile|Root(?:Directory|Image)|PIDFile|TTYPath|Path(?:Exists|ExistsGlob|Changed|Modified)|DirectoryNotEmpty|Listen(?:FIFO|Special)|(?:Condition|Assert)(?:Path|File|Directory)\w+|Where|What|SourcePath)$/;

/** The value is one path, in which blanks don’t separate anything. */
export const isPathKey = ({ key, value }: Pick<Assignment, 'key' | 'value'>): boolean =>
  paths.test(key) ||
  (/^Standard(?:Input|Output|Error)$/.test(key) && /^(?:file|append|truncate):/.test(value)) ||
  (/^Listen(?:Stream|Datagram|SequentialPacket)$/.test(key) && value.startsWith('/'));
