/** Bytes as versions and as text of records. */
import { createHash } from 'node:crypto';
import type { FileVersion } from '../../core/files/unit-files.ts';

export const versionOf = (bytes: Uint8Array): FileVersion =>
  createHash('sha256').update(bytes).digest('hex');

export const toBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
export const fromBase64 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));
