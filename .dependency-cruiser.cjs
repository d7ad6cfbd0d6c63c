/** Imports point one way; what the house says, this holds. */
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { pathNot: allowed },
});

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, dependencyTypesNot: ['type-only'] },
    },
    only('core-is-pure', '^electron/core/', ['^electron/core/'], 'core imports nothing but core'),
    only(
      'contract-sees-core-and-schemas',
      '^electron/ipc/(contract|client|wire)\\.ts$',
      ['^electron/(core|ipc)/', '^node_modules/valibot/'],
      'the contract knows shapes only',
    ),
    {
      name: 'system-without-electron',
      severity: 'error',
      from: { path: '^electron/(system|work|store)' },
      to: { path: ['node_modules/electron/', '^electron/shell/', '^electron/handlers\\.ts$'] },
    },
    only(
      'system-sees-core',
      '^electron/system/',
      ['^electron/(system|core)/', '^node_modules/', '^(node:)?[a-z/_]+$'],
      'system imports core only',
    ),
    {
      name: 'handlers-without-shell',
      severity: 'error',
      from: { path: '^electron/handlers\\.ts$' },
      to: { path: ['^electron/shell/', 'node_modules/electron/'] },
    },
    {
      name: 'shell-without-system',
      severity: 'error',
      from: { path: '^electron/shell/' },
      to: { path: '^electron/(system|work|handlers)' },
    },
    {
      name: 'renderer-sees-core-and-contract',
      severity: 'error',
      from: { path: '^renderer/' },
      to: {
        path: '^electron/',
        pathNot: ['^electron/core/', '^electron/ipc/(contract|client|wire)\\.ts$'],
      },
    },
    {
      name: 'renderer-without-node',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'features-apart',
      severity: 'error',
      from: { path: '^renderer/(units|create|editor|logs|linger|panel|recovery)/' },
      to: {
        path: '^renderer/(units|create|editor|logs|linger|panel|recovery)/',
        pathNot: '^renderer/$1/',
      },
    },
    {
      name: 'app-without-tests',
      severity: 'error',
      from: { path: '^(electron|renderer)/' },
      to: { path: '^(test|build)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|out|release)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types', 'svelte'],
      extensions: ['.ts', '.js', '.svelte', '.cjs', '.mjs', '.d.ts'],
    },
  },
};
