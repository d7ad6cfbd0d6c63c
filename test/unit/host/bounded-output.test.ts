import { describe, expect, test } from 'vitest';
import { boundedText } from '../../../electron/host/bounded-output.ts';

describe('boundedText', () => {
  test('keeps what fits as is', () => {
    const text = boundedText(10);
    text.add(Buffer.from('12345'));
    text.add(Buffer.from('67890'));
    expect(text.text()).toBe('1234567890');
  });

  test('keeps the beginning, and notes how much was cut', () => {
    const text = boundedText(4);
    text.add(Buffer.from('123'));
    text.add(Buffer.from('456'));
    text.add(Buffer.from('789'));
    expect(text.text()).toBe('1234\n[cut here: 5 more bytes]\n');
  });

  test('never cuts within a character', () => {
    const text = boundedText(2);
    text.add(Buffer.from('aü'));
    expect(text.text()).toBe('a\n[cut here: 1 more bytes]\n');
  });
});
