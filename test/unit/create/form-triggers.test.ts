/** New services that run on a change or on a connection: their files, their steps, and what is told before. */
import { sameForm } from '../../../electron/core/create/same-form.ts';
import { describe, expect, test } from 'vitest';
import {
  startedUnitOf,
  stoppedUnitOf,
  triggerText,
} from '../../../electron/core/create/form-job.ts';
import { handovers, listenPlaces } from '../../../electron/core/create/form-listen.ts';
import {
  emptyForm,
  formFindings,
  unitText,
  type ServiceForm,
} from '../../../electron/core/create/service-form.ts';
import { tryFindings } from '../../../electron/core/create/try-form.ts';
import { screenTarget } from '../../../electron/core/fields/switches.ts';
import { creationPaths, creationSteps } from '../../../electron/core/create/steps.ts';
import { watchKinds } from '../../../electron/core/triggers/watch-kinds.ts';

const folders = { home: '/home/a', runtime: '/run/user/1', units: '/u' };
const form = (change: Partial<ServiceForm>): ServiceForm => ({
  ...emptyForm(),
  name: 'inbox',
  command: '/bin/mv a b',
  proofFile: '/tmp/proof',
  ...change,
});
const onChange = (change: Partial<ServiceForm> = {}): ServiceForm =>
  form({ job: 'on-change', watchPaths: '~/inbox', ...change });
const onConnection = (change: Partial<ServiceForm> = {}): ServiceForm =>
  form({ job: 'on-connection', listenPort: '48100', ...change });
const told = (of: ServiceForm, level: 'error' | 'warning'): string[] =>
  formFindings(of)
    .filter((finding) => finding.level === level)
    .map(({ field }) => field);

/** systemd has 255 characters for a name. */
const longest = 'a'.repeat(255 - '.service'.length);

describe('a job of two units', () => {
  test('has room for the name of a template', () => {
    expect(told(form({ name: longest }), 'error')).toEqual([]);
    expect(told(onChange({ name: longest }), 'error')).toEqual([]);
    expect(told(onConnection({ name: longest, handover: 'streams' }), 'error')).toEqual(['name']);
  });

  test('that needs a screen is started with it, too', () => {
    const settings = { After: [screenTarget], PartOf: [screenTarget] };
    const text = triggerText(onChange({ settings }));
    expect(text).toContain(`[Unit]\nPartOf=${screenTarget}\n`);
    expect(text).toContain(`[Install]\nWantedBy=${screenTarget}\n`);
  });

  test('can be tried before it is said what starts it', () => {
    expect(tryFindings(onChange({ watchPaths: '' }))).toEqual([]);
    expect(tryFindings(onConnection({ listenPort: '' }))).toEqual([]);
    expect(tryFindings(onConnection({ listenAt: 'file', listenPath: 'x' }))).toEqual([]);
  });
});

describe('a job that waits for a change', () => {
  test('watches each path once, and counts bytes', () => {
    const text = triggerText(onChange({ watchPaths: '/a\n/b\n /a \n' }));
    expect(text.match(/DirectoryNotEmpty=/g)?.length).toBe(2);
    expect(told(onChange({ watchPaths: `/${'é'.repeat(2047)}` }), 'error')).toEqual([]);
    expect(told(onChange({ watchPaths: `/${'é'.repeat(2048)}` }), 'error')).toEqual(['watchPaths']);
  });

  test.each([
    ['closed', 'PathChanged'],
    ['written', 'PathModified'],
    ['changes', 'PathChanged'],
    ['filled', 'DirectoryNotEmpty'],
    ['exists', 'PathExists'],
    ['matches', 'PathExistsGlob'],
  ] as const)('%s is %s=', (watchKind, key) => {
    const text = triggerText(onChange({ watchKind, watchPaths: '~/a*\n\n /b 100% \n' }));
    expect(text.split('\n').filter((line) => line.startsWith(key))).toEqual([
      `${key}=%h/a*`,
      `${key}=/b 100%%`,
    ]);
    expect(text.includes('MakeDirectory=yes')).toBe(['changes', 'filled'].includes(watchKind));
  });

  test('has a service that ends, and a path unit that is enabled and started', () => {
    const own = onChange({ description: 'Sorts 1% of it' });
    expect(unitText(own)).toBe(
      '[Unit]\nDescription=Sorts 1%% of it\n\n[Service]\nType=oneshot\nExecStart=/bin/mv a b\n\n[X-Hearth]\nProofFile=/tmp/proof\n',
    );
    expect(triggerText(own)).toBe(
      '[Unit]\nDescription=Sorts 1%% of it\n\n[Path]\nDirectoryNotEmpty=%h/inbox\nMakeDirectory=yes\n\n[Install]\nWantedBy=paths.target\n',
    );
    const steps = creationSteps(own, creationPaths(own, folders));
    expect(steps.map(({ title }) => title)).toEqual([
      'Create the folders',
      'Write the unit file',
      'Write the path file',
      'Verify',
      'Verify the path unit',
      'Reload the manager',
      'Enable and start the path unit',
      'Check the path unit’s status',
    ]);
    expect(steps.map(({ command }) => command)).toContain(
      'systemctl --user enable --now -- inbox.path',
    );
  });

  test.each([
    ['nothing', ''],
    ['a relative path', 'inbox'],
    ['a null byte', '/a\0b'],
    ['a backslash at the end', '/a\\'],
    ['4,096 characters', `/${'x'.repeat(4095)}`],
    ['101 paths', Array.from({ length: 101 }, (_, at) => `/${String(at)}`).join('\n')],
    ['one bad path among good ones', '/a\nb\n/c'],
  ])('is refused with %s', (_, watchPaths) => {
    for (const watchKind of watchKinds)
      expect(told(onChange({ watchKind, watchPaths }), 'error'), watchKind).toEqual(['watchPaths']);
  });

  test('is warned about a pattern where systemd knows none, and about none where it does', () => {
    const paths = { watchPaths: '~/*.txt' };
    expect(told(onChange({ watchKind: 'closed', ...paths }), 'warning')).toEqual(['watchPaths']);
    expect(told(onChange({ watchKind: 'matches', ...paths }), 'warning')).toEqual([]);
    expect(told(onChange({ watchKind: 'matches' }), 'warning')).toEqual(['watchPaths']);
  });

  test.each(['rm "$1"', 'mv a b', 'find x -delete', 'os.remove(p)', 'fs.unlinkSync(p)'])(
    'isn’t called a loop if it runs %s',
    (command) => {
      expect(
        told(onChange({ runs: 'script', script: `#!/bin/sh\n${command}` }), 'warning'),
      ).toEqual([]);
    },
  );

  test('is called a loop if nothing seems to remove what it finds, and only where that matters', () => {
    const script = '#!/bin/sh\necho form >> ~/log\n';
    const loops = watchKinds.filter((watchKind) =>
      formFindings(onChange({ watchKind, watchPaths: '~/a*', runs: 'script', script })).some(
        ({ text }) => text.startsWith('Nothing here shows'),
      ),
    );
    expect(loops).toEqual(['filled', 'exists', 'matches']);
  });
});

describe('a job that waits for a connection', () => {
  test.each([
    ['here', ['ListenStream=127.0.0.1:48100']],
    ['here-6', ['ListenStream=[::1]:48100']],
    ['everywhere', ['ListenStream=48100']],
    ['file', ['ListenStream=%t/notes 1%%.sock', 'SocketMode=0600', 'RemoveOnStop=yes']],
  ] as const)('%s listens there', (listenAt, lines) => {
    const own = onConnection({ listenAt, listenPath: '%t/notes 1%.sock' });
    expect(triggerText(own)).toBe(
      `[Socket]\n${lines.join('\n')}\n\n[Install]\nWantedBy=sockets.target\n`,
    );
    expect(told(own, 'error')).toEqual([]);
  });

  test('is one service that gets the listening socket, and may be restarted', () => {
    const own = onConnection({ restart: 'always' });
    expect(unitText(own)).toContain(
      '[Service]\nType=exec\nExecStart=/bin/mv a b\nRestart=always\n',
    );
    expect(unitText(own)).not.toMatch(/Standard|Install|CollectMode/);
    expect(triggerText(own)).not.toContain('Accept');
    expect(startedUnitOf(own)).toBe('inbox.socket');
    expect(stoppedUnitOf(own)).toBe('inbox.service');
  });

  test('is a template with standard streams for each connection, if so chosen', () => {
    const own = onConnection({ handover: 'streams', restart: 'always', type: 'oneshot' });
    expect(unitText(own)).toBe(
      '[Unit]\nCollectMode=inactive-or-failed\n\n[Service]\nType=exec\nExecStart=/bin/mv a b\nStandardInput=socket\nStandardOutput=socket\nStandardError=journal\n\n[X-Hearth]\nProofFile=/tmp/proof\n',
    );
    expect(triggerText(own)).toContain('Accept=yes');
    expect(creationPaths(own, folders)).toMatchObject({
      unitFile: '/u/inbox@.service',
      triggerFile: '/u/inbox.socket',
    });
    expect(stoppedUnitOf({ ...own, name: 'a-b' })).toBe('app-a\\x2db.slice');
    expect(told(own, 'error')).toEqual([]);
    expect(unitText({ ...own, handover: 'connection' })).not.toContain('Standard');
  });

  test.each(['', ' ', '0', '65536', '-1', '8080x', '127.0.0.1:80', '1e3', '080808'])(
    'is refused with the port %j',
    (listenPort) => {
      for (const listenAt of ['here', 'here-6', 'everywhere'] as const)
        expect(told(onConnection({ listenAt, listenPort }), 'error')).toEqual(['listenPort']);
      expect(
        told(onConnection({ listenAt: 'file', listenPort, listenPath: '/a' }), 'error'),
      ).toEqual([]);
    },
  );

  test.each([
    ['nothing', ''],
    ['a relative path', 'a.sock'],
    ['a folder', '/tmp/'],
    ['two lines', '/a\n/b'],
    ['a null byte', '/a\0'],
    ['108 bytes', `/${'ä'.repeat(53)}x`],
    ['a backslash at the end', '/a\\'],
  ])('is refused with %s as its socket', (_, listenPath) => {
    expect(told(onConnection({ listenAt: 'file', listenPath }), 'error')).toEqual(['listenPath']);
  });

  test('has 107 bytes for the path of a socket', () => {
    const listenPath = `/${'ä'.repeat(53)}`;
    expect(told(onConnection({ listenAt: 'file', listenPath }), 'error')).toEqual([]);
  });

  test('with another choice is another form', () => {
    for (const listenAt of listenPlaces)
      expect(sameForm(onConnection(), onConnection({ listenAt }))).toBe(listenAt === 'here');
    for (const handover of handovers)
      expect(sameForm(onConnection(), onConnection({ handover }))).toBe(handover === 'listening');
  });
});

test('a port is written as it is read', () => {
  expect(triggerText(onConnection({ listenPort: ' 08080 ' }))).toContain(
    'ListenStream=127.0.0.1:8080\n',
  );
});
