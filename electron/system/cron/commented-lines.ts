/** Lines that were commented out, as records of transactions keep them. */
import type { CommentedLine } from '../../core/schedule/cron/crontab.ts';
import { decodeUtf8 } from '../../core/text/utf8.ts';
import { fromBase64 } from '../files/base64.ts';

/** @param of may lack numbers: records of older versions do. */
export const commentedLines = (of: {
  numbers: readonly number[];
  lines: readonly string[];
}): CommentedLine[] =>
  of.lines.map((line, at) => ({
    number: of.numbers[at] ?? 0,
    text: decodeUtf8(fromBase64(line)),
  }));
