import { describe, expect, test } from 'vitest';
import { maskText, maskUnitFile } from '../../../electron/core/environment/mask-secrets.ts';
import { random } from './random-token.ts';

const file = (text: string): string => maskUnitFile(new TextEncoder().encode(text), []);

describe('keys of several lines', () => {
  const line = random(64);
  const rest = `${random(17)}Cg==`.slice(-8);
  const begin = '-----BEGIN PRIVATE KEY-----';
  const end = '-----END PRIVATE KEY-----';

  test.each<readonly [name: string, text: string]>([
    ['whole', `${begin}\n${line}\n${rest}\n${end}\nkept`],
    ['in a log', `x[1]: ${begin}\nx[1]: ${line}\nx[1]: ${rest}\nx[1]: ${end}\nx[1]: kept`],
    ['cut off at its end', `x[1]: ${begin}\nx[1]: ${line}\nx[1]: ${rest}`],
    ['with something after it', `x[1]: ${begin}\nx[1]: ${line}\nx[1]: ${rest}\nx[1]: was kept`],
    ['with fields', `${begin}\nProc-Type: 4,ENCRYPTED\n\n${line}\n${rest}\nwas kept`],
    ['cut off at its beginning', `x[1]: kept\nx[1]: ${line}\nx[1]: ${rest}\nx[1]: ${end}`],
    ['only its end', `${rest}\n${end}`],
    ['in one line', String.raw`a "${begin}\n${line}\n${rest}\n${end}\n" kept`],
    ['in one line, cut off', String.raw`a "${begin}\n${line}\n${rest}`],
    ['two, the first cut off', `${begin}\n${line}\n${rest}\nwas kept\n${begin}\n${line}\n${end}`],
  ])('are hidden: %s', (_, text) => {
    const masked = maskText(text, []);
    expect(masked).not.toContain(line.slice(0, 12));
    expect(masked).not.toContain(rest);
    if (text.includes('kept')) expect(masked).toContain('kept');
  });

  test.each<readonly [name: string, text: string]>([
    ['commented out', `[Service]\n#${begin}\n#${line}\n#${rest}\n#${end}\nUser=x\n`],
    ['with blanks', `[Service]\n# ${begin}\n#   ${line}\n#   ${rest}\nUser=x\n`],
    ['not commented out', `[Service]\n${begin}\n${line}\n${rest}\n${end}\nUser=x\n`],
    ['before the sections', `${begin}\n${line}\n${rest}\n${end}\n[Service]\nUser=x\n`],
    ['alone', `[Service]\n#${line}\nUser=x\n`],
  ])('are hidden in a unit file: %s', (_, text) => {
    const masked = file(text);
    expect(masked).not.toContain(line.slice(0, 12));
    expect(masked).not.toContain(rest);
    expect(masked).toContain('User=x\n');
  });
});
