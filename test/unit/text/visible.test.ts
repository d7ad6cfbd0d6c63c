import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { showTexts } from '../../../build/svelte.ts';
import { shellWord } from '../../../electron/core/commands.ts';
import { shown, visibleText } from '../../../electron/core/text/visible.ts';

describe('a text of others', () => {
  test.each([
    ['plain Größe\tx\ny', 'plain Größe\tx\ny'],
    ['日本語 ☂︎ 👩\u200d👩\u200d👧 ❤️', '日本語 ☂︎ 👩\u200d👩\u200d👧 ❤️'],
    ['backup\u202evnoc.exe', 'backup<RLO>vnoc.exe'],
    ['pay\u200bpal', 'pay<ZWSP>pal'],
    ['x\u200dy', 'x<ZWJ>y'],
    ['\u2066a\u2069', '<LRI>a<PDI>'],
    ['\u001b[31mred\u0007\r', '␛[31mred␇␍'],
    ['\u007f\u009b', '␡<\\x9B>'],
    ['\ue000\u{e0041}\u3164', '<U+E000><U+E0041><U+3164>'],
  ])('%j is shown as %j', (text, expected) => {
    expect(visibleText(text)).toBe(expected);
    expect(visibleText(expected)).toBe(expected);
  });

  test('leaves what is no text as it is', () => {
    expect([12, null, undefined, true].map(shown)).toEqual([12, null, undefined, true]);
  });
});

describe('a word to paste', () => {
  test.each([
    'a\u202eb',
    "it's\u001b]0;x\u0007",
    '\r',
    '%n\\\u202e',
    'a\n\u200bb',
    '\u001b[201~; rm x',
  ])('%j holds no invisible character, and means the same to a shell', (word) => {
    const pasted = shellWord(word);
    expect(visibleText(pasted)).toBe(pasted);
    for (const shell of ['sh', 'bash']) {
      const arrived = execFileSync(shell, ['-c', `printf %s ${pasted}`], { encoding: 'utf8' });
      expect(arrived).toBe(word);
    }
  });
});

describe('the compiler', () => {
  const script = '<script lang="ts">';
  test.each([
    ['<p>{name}</p>', '<p>{__shown(name)}</p>'],
    ['{#if a}{b ?? c}{/if}', '{#if a}{__shown(b ?? c)}{/if}'],
    [
      '{#each all as one (one.id)}{one.name}{/each}',
      '{#each all as one (one.id)}{__shown(one.name)}{/each}',
    ],
    [
      '<p title={a} class={b} data-tip="{c}, {d}"></p>',
      '<p title={__shown(a)} class={b} data-tip="{__shown(c)}, {__shown(d)}"></p>',
    ],
    ['<input value={a} {placeholder} />', '<input value={a} placeholder={__shown(placeholder)} />'],
    [
      '<Button aria-label={a} unit={b} onclick={() => c}>{d}</Button>',
      '<Button aria-label={__shown(a)} unit={b} onclick={() => c}>{__shown(d)}</Button>',
    ],
    [
      '<Menu>{#snippet row(x)}{x}{/snippet}</Menu>',
      '<Menu>{#snippet row(x)}{__shown(x)}{/snippet}</Menu>',
    ],
  ])('shows what %s holds', (markup, expected) => {
    expect(showTexts(`${script}let a;</script>\n${markup}`, './v.ts')).toBe(
      `${script}import { shown as __shown } from "./v.ts";let a;</script>\n${expected}`,
    );
  });

  test.each(['<p>Hearth</p>', "{' '}", '<Row name={a} />', '<p class={a}></p>'])(
    'leaves %s as it is',
    (markup) => {
      expect(showTexts(markup, './v.ts')).toBe(markup);
    },
  );
});
