import { expect, test } from 'vitest';
import { setCommand, setTextField } from '../../../electron/core/files/edit-form.ts';
import { parseText } from '../../../electron/core/syntax/unit-file.ts';
import { decodeUtf8 } from '../../../electron/core/text/utf8.ts';

const file = parseText('[Service]\nExecStart=/bin/a\n');

test.each([
  ['~/site', '%h/site'],
  ['-$HOME/site', '-%h/site'],
  ['~', '~'],
  ['/a~', '/a~'],
])('takes %s as a working folder as meant', (typed, written) => {
  const { bytes } = setTextField(file, 'workingDirectory', typed);
  expect(decodeUtf8(bytes)).toContain(`WorkingDirectory=${written}\n`);
});

test('takes ~ and $HOME as meant where the program begins, not in arguments', () => {
  const { bytes } = setCommand(file, { program: '-$HOME/bin/a', arguments: ['~/x'] });
  expect(decodeUtf8(bytes)).toContain('ExecStart=-%h/bin/a ~/x\n');
});
