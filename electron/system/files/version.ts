/** Hashes bytes, and encodes them for records. */
export { versionOf } from '../../host/files/replace-file.ts';

export const toBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
export const fromBase64 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));
