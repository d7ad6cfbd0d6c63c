import path from 'node:path';
import { ESLint, Linter } from 'eslint';
import svelte from 'eslint-plugin-svelte';
import tseslint from 'typescript-eslint';
import { describe, expect, test } from 'vitest';
import { noLiteralCommand } from '../../../build/rules/no-literal-command.ts';

const rule = 'hearth/no-literal-command';
const plugins = { hearth: { rules: { 'no-literal-command': noLiteralCommand } } };
const linter = new Linter();

const faultsOf = (code: string): string[] =>
  linter
    .verify(code, { plugins, rules: { [rule]: 'error' } })
    .map(({ ruleId, message }) => ruleId ?? message);

describe('a command outside the phrasebook', () => {
  test.each([
    "x = 'systemctl --user daemon-reload'",
    "x = 'systemctl status systemd-journald'",
    'x = `systemctl --user start -- ${unit}`',
    'x = `systemctl ${verb} x.service`',
    "x = 'systemctl ' + verb",
    "x = 'sudo systemctl start user@1000.service'",
    'x = `mkdir -p ${folder} && systemctl --user daemon-reload`',
    "x = 'cd /tmp\\nloginctl enable-linger'",
    'x = `$(journalctl -b)`',
    "x = 'journalctl --user --list-boots'",
    "x = 'Then run systemctl --user daemon-reload.'",
    "x = 'SYSTEMD_UNIT_PATH=/x: systemd-analyze verify a.service'",
    "x = ['systemctl', '--user', 'start']",
    "run('journalctl', ['--version'])",
    "x = { program: 'loginctl', args: [] }",
    "x = 'pkexec loginctl'",
  ])('refuses %s', (code) => {
    expect(faultsOf(code)).toEqual([rule]);
  });

  test('refuses a command in a component’s text and attributes as well', () => {
    const found = linter.verify(
      `<script>let x = 'systemctl --user stop x';</script>
<CommandLine line="systemctl --user daemon-reload" help="Shown in systemctl status." />
<p>Then reload: <code>systemctl --user daemon-reload</code>. That is what systemctl did.</p>`,
      [
        ...svelte.configs.base,
        { plugins, rules: { [rule]: 'error' }, files: ['**/*.svelte'] },
        {
          files: ['**/*.svelte'],
          languageOptions: { parserOptions: { parser: tseslint.parser } },
        },
      ],
      'X.svelte',
    );
    expect(found.map(({ ruleId, line }) => `${String(line)} ${ruleId ?? ''}`)).toEqual([
      `1 ${rule}`,
      `2 ${rule}`,
      `3 ${rule}`,
    ]);
  });
});

describe('prose that names a program', () => {
  test.each([
    "x = 'systemctl refused that.'",
    'x = `systemctl refused that for ${unit}.`',
    "x = 'systemctl set-property wrote it, and writes it again when the property is set.'",
    "x = 'Shown next to the name in lists, logs and systemctl status.'",
    "x = 'made by systemctl'",
    "x = 'All fields; journalctl can read it back'",
    "x = 'There is no systemctl on this machine.'",
    "has('systemctl')",
    "x = ['systemctl']",
    "import x from '../system/manager/systemctl.js'",
  ])('allows %s', (code) => {
    expect(faultsOf(code)).toEqual([]);
  });
});

// Reading the configuration takes seconds when the machine is busy.
test('applies to everything that is shown or run, except the phrasebook', async () => {
  const eslint = new ESLint({ cwd: path.resolve(import.meta.dirname, '../../..') });
  const severity = async (file: string): Promise<unknown> =>
    ((await eslint.calculateConfigForFile(file)) as Linter.Config).rules?.[rule];
  expect(await severity('electron/core/problems/table.ts')).toEqual([2]);
  expect(await severity('renderer/units/page/UnitPage.svelte')).toEqual([2]);
  expect(await severity('electron/core/commands.ts')).toBeUndefined();
  expect(await severity('test/run.ts')).toBeUndefined();
}, 60_000);
