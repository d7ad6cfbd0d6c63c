/** Imports point one way; docs/architecture.md draws it, this holds it. */
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { pathNot: allowed },
});

const never = (name, from, refused, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: refused },
});

/** Core's domains from the ground up: a domain imports only those in the rows before its own. */
const coreDomains = [
  ['text'],
  ['names', 'syntax'],
  ['units'],
  ['proof'],
  ['problems', 'directives', 'linger', 'incidents'],
  ['schedule', 'fields', 'triggers'],
  ['files', 'create', 'logs', 'lint', 'notices', 'try'],
  ['runs', 'environment', 'import'],
  ['transactions', 'diagnosis', 'survival'],
  ['verdict'],
  ['app'],
];

const coreOrder = coreDomains.flatMap((row, index) => {
  const below = coreDomains.slice(0, index).flat();
  const inRow = index === 1 ? row : [];
  return row.map((domain) =>
    only(
      `core-${domain}-looks-down`,
      `^electron/core/${domain}/`,
      [domain, ...inRow, ...below, 'texts']
        .map((one) => `^electron/core/${one}/`)
        .concat('^electron/core/commands\\.ts$'),
      'core’s domains are ordered',
    ),
  );
});

const node = '^(node:)?[a-z/_]+$';

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, dependencyTypesNot: ['type-only'] },
    },
    only('core-is-pure', '^electron/core/', ['^electron/core/'], 'core imports nothing but core'),
    ...coreOrder,
    only(
      'contract-sees-core-and-schemas',
      '^electron/ipc/(contract/|client|transport)',
      ['^electron/(core|ipc)/', '^node_modules/valibot/'],
      'the contract knows shapes only',
    ),
    only(
      'host-sees-core',
      '^electron/host/',
      ['^electron/(host|core)/', '^node_modules/(?!electron/)', node],
      'the host is one computer, and knows nothing of systemd',
    ),
    only(
      'system-sees-host-and-core',
      '^electron/system/',
      ['^electron/(system|host|core)/', '^node_modules/(?!electron/)', node],
      'systemd’s tools know nothing of what Hearth does with them',
    ),
    only(
      'engine-without-electron',
      '^electron/engine/',
      ['^electron/(engine|system|host|core|ipc/contract)/', '^node_modules/(?!electron/)', node],
      'the engine runs without Electron, its windows and its messages',
    ),
    {
      name: 'engine-sees-only-types-of-the-contract',
      comment:
        'handlers are typed by the contract of their domain; checking inputs is the business of ipc',
      severity: 'error',
      from: { path: '^electron/engine/' },
      to: { path: '^electron/ipc/', dependencyTypesNot: ['type-only'] },
    },
    only(
      'cli-without-electron',
      '^electron/cli/',
      ['^electron/(cli|engine|host|core)/', '^package\\.json$', node],
      'a command runs in plain Node',
    ),
    only(
      'shell-sees-core',
      '^electron/shell/',
      [
        '^electron/(shell|core|host/async|ipc/contract)/',
        '^electron/ipc/transport\\.ts$',
        '^node_modules/electron/',
        node,
      ],
      'the shell is Electron’s own',
    ),
    never(
      'renderer-sees-core-and-contract',
      '^renderer/',
      '^electron/(?!core/|ipc/(contract/|client|transport))',
      'a page knows rules and the contract',
    ),
    {
      name: 'renderer-without-node',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'features-apart',
      severity: 'error',
      from: {
        path: '^renderer/(units|create|files|logs|survival|notices|panel|proof|recovery|runs|environment|diagnosis|triggers|report)/',
      },
      to: {
        path: '^renderer/(app|units|create|files|logs|survival|notices|settings|panel|proof|recovery|runs|environment|diagnosis|triggers|report)/',
        pathNot: '^renderer/$1/',
      },
    },
    never(
      'app-without-tests',
      '^(electron|renderer)/',
      '^(test|build)/',
      'tests are no part of it',
    ),
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
