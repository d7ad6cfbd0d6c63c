import prettier from 'eslint-config-prettier';
import { defineConfig } from 'eslint/config';
import regexp from 'eslint-plugin-regexp';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import tseslint from 'typescript-eslint';
import { noLiteralCommand } from './build/rules/no-literal-command.ts';
import { noLongWait } from './build/rules/no-long-wait.ts';
import { noPacking } from './build/rules/no-packing.ts';
import { noSilentCatch } from './build/rules/no-silent-catch.ts';

/** The project's own rules. */
const hearth = {
  rules: {
    'no-literal-command': noLiteralCommand,
    'no-long-wait': noLongWait,
    'no-packing': noPacking,
    'no-silent-catch': noSilentCatch,
  },
};

const throughHost = 'Everything outside goes through the host: electron/host/host.ts.';

export default defineConfig(
  { ignores: ['dist/', 'out/', 'release/', 'node_modules/'] },
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  ...svelte.configs.recommended,
  {
    languageOptions: {
      parserOptions: {
        project: [
          'electron/tsconfig.json',
          'electron/core/tsconfig.json',
          'renderer/tsconfig.json',
          'test/tsconfig.json',
        ],
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // Objects here are records of closures; none uses `this`.
      '@typescript-eslint/unbound-method': 'off',
      // `NAME=value` and index signatures are read with brackets on purpose.
      '@typescript-eslint/dot-notation': 'off',
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'no-eval': 'error',
    },
  },
  {
    files: ['electron/**', 'renderer/**'],
    plugins: { regexp },
    rules: {
      // What people type, or a file holds, must not keep one busy for minutes.
      'regexp/no-super-linear-backtracking': 'error',
      'regexp/no-super-linear-move': 'error',
    },
  },
  {
    files: ['**/*.ts', '**/*.svelte'],
    plugins: { hearth },
    rules: { 'hearth/no-packing': 'error' },
  },
  {
    files: ['electron/**/*.ts'],
    // The pages of the app are files of its own bundle, wherever the units are.
    ignores: ['electron/host/**', 'electron/shell/security.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            'node:fs',
            'node:fs/promises',
            'node:net',
            'node:child_process',
            'node:os',
            'execa',
          ].map((name) => ({ name, message: throughHost })),
        },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ImportExpression[source.value=/^(?:node:(?:fs|net|child_process|os)|execa)/]',
          message: throughHost,
        },
      ],
    },
  },
  {
    files: ['electron/**', 'renderer/**'],
    ignores: ['electron/core/commands.ts'],
    plugins: { hearth },
    rules: { 'hearth/no-literal-command': 'error' },
  },
  {
    files: ['electron/**', 'renderer/**'],
    plugins: { hearth },
    rules: { 'hearth/no-silent-catch': 'error' },
  },
  {
    files: ['test/**'],
    // A benchmark's pauses are part of what it measures.
    ignores: ['test/bench/**'],
    plugins: { hearth },
    rules: { 'hearth/no-long-wait': 'error' },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      globals: globals.browser,
      parserOptions: { parser: tseslint.parser },
    },
    rules: {
      // The compiler checks these better than a rule that does not see the template.
      'prefer-const': 'off',
    },
  },
  {
    files: ['electron/ipc/contract/**/*.ts'],
    // A method of the contract may answer nothing.
    rules: { '@typescript-eslint/no-invalid-void-type': 'off' },
  },
  {
    files: ['**/*.cjs'],
    ...tseslint.configs.disableTypeChecked,
    languageOptions: { globals: globals.node, parserOptions: { project: null } },
    rules: {
      ...tseslint.configs.disableTypeChecked.rules,
      '@typescript-eslint/no-require-imports': 'off',
    },
  },
  prettier,
  ...svelte.configs.prettier,
);
