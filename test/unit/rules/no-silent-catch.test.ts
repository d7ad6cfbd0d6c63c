import { Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, expect, test } from 'vitest';
import { noSilentCatch } from '../../../build/rules/no-silent-catch.ts';

const faults = (code: string): number =>
  new Linter().verify(code, {
    languageOptions: { parser: tseslint.parser },
    plugins: { catches: { rules: { 'no-silent-catch': noSilentCatch } } },
    rules: { 'catches/no-silent-catch': 'error' },
  }).length;

describe('a dropped error', () => {
  test.each([
    'await read().catch(() => null);',
    'read().then(show, () => undefined);',
    'try { read(); } catch { }',
    'try { read(); } catch (thrown) { show(); }',
    '// Another matter.\nshow();\nconst text = await read().catch(() => "");',
  ])('refuses a dropped error without a reason: %s', (code) => {
    expect(faults(code)).toBe(1);
  });

  test.each([
    '// Nothing is there.\nawait read().catch(() => null);',
    'await read().catch(() => null); // Nothing is there.',
    '// Maybe it is gone.\nif (wanted) await read().catch(() => null);',
    'read().then(\n  show,\n  // Nothing is there.\n  () => undefined,\n);',
    'try { read(); } catch {\n  // Nothing is there.\n}',
    'try { read(); } catch (thrown) { report(thrown); }',
    'read().catch(report);',
    'read().catch((thrown) => report(thrown));',
  ])('allows an error with a reason, or passed on: %s', (code) => {
    expect(faults(code)).toBe(0);
  });
});
