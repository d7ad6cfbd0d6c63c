/**
 * After a real logout, a real login and a real reboot, what the badges foretold is what happened, service by service. Runs
 * in a copy of the checkout, which has a machine of its own to reboot.
 */
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Survival } from '../../electron/core/survival/survival.ts';
import { quietFor } from '../quiet.ts';
import { copyCheckout } from './copied-checkout.ts';
import { alice, checkout as project } from './paths.ts';
import { until } from './processes.ts';

const { bringUp, machine, out, remove } = await copyCheckout();
const home = `/home/${alice.name}`;
const folder = `${home}/.config/systemd/user`;
const runtime = `/run/user/${String(alice.uid)}`;

/** @param line for sh. */
const root = async (line: string): Promise<string> => (await machine('root', line)).stdout;
const asAlice = (line: string): Promise<string> =>
  root(`runuser --user ${alice.name} -- sh -c '${line}'`);

/** Her manager, asked from outside any session of hers. */
const systemctl = (words: string): Promise<string> =>
  root(
    `runuser --user ${alice.name} -- env XDG_RUNTIME_DIR=${runtime} DBUS_SESSION_BUS_ADDRESS=unix:path=${runtime}/bus systemctl --user ${words}`,
  );

const note = `echo %n >> %h/starts`;
const lasting = `[Service]\nExecStart=/bin/sh -c "${note}; exec sleep infinity"\n`;
const short = `[Service]\nType=oneshot\nExecStart=/bin/sh -c "${note}"\n`;
const wantedBy = (target: string): string => `[Install]\nWantedBy=${target}\n`;

const files: Record<string, string> = {
  'enabled.service': `[Unit]\nWants=helped.service\n${lasting}${wantedBy('default.target')}`,
  'helped.service': lasting,
  'idle.service': `${lasting}${wantedBy('default.target')}`,
  'plain.service': lasting,
  'many@.service': `${lasting}${wantedBy('default.target')}`,
  'lost.service': `${lasting}${wantedBy('multi-user.target')}`,
  'desktop.service': `[Unit]\nPartOf=graphical-session.target\n${lasting}${wantedBy('graphical-session.target')}`,
  'follower.service': `${lasting}${wantedBy('idle.service')}`,
  'runtime.service': `${lasting}${wantedBy('default.target')}`,
  'timed.service': short,
  'timed.timer': `[Timer]\nOnActiveSec=0\nAccuracySec=1ms\n${wantedBy('timers.target')}`,
  'untimed.service': short,
  'untimed.timer': `[Timer]\nOnActiveSec=0\nAccuracySec=1ms\n${wantedBy('timers.target')}`,
  'asked.service': lasting,
  'asked.socket': `[Socket]\nListenStream=%t/asked\n${wantedBy('sockets.target')}`,
  'watched.service': lasting,
  'watched.path': `[Path]\nPathExists=%h/starts\n${wantedBy('paths.target')}`,
};
const enabled = [
  ...['enabled.service', 'many@one.service', 'lost.service', 'desktop.service'],
  ...['follower.service', 'timed.timer', 'asked.socket', 'watched.path'],
];
const services = [
  ...Object.keys(files).filter((name) => name.endsWith('.service') && !name.includes('@')),
  'many@one.service',
  'passing.service',
];

const write = async (): Promise<void> => {
  for (const [name, text] of Object.entries(files)) {
    const bytes = Buffer.from(text).toString('base64');
    await asAlice(`mkdir -p ${folder} && echo ${bytes} | base64 -d > ${folder}/${name}`);
  }
};

/** What a person might do during a session: start something by hand, enable something for now. */
const workByHand = async (): Promise<void> => {
  await systemctl('daemon-reload');
  await systemctl('enable --runtime runtime.service');
  await systemctl('start idle.service plain.service runtime.service');
  await root(
    `runuser --user ${alice.name} -- env XDG_RUNTIME_DIR=${runtime} systemd-run --user --unit=passing sleep infinity`,
  );
};

const foretold = async (): Promise<Record<string, Survival>> => {
  const { stdout } = await machine('user', '/out/node', '/out/foretell.mjs', ...services);
  return JSON.parse(stdout) as Record<string, Survival>;
};
const named = (
  answers: Record<string, Survival>,
  isSo: (survival: Survival) => boolean,
): string[] =>
  services
    .filter((name) => {
      const answer = answers[name];
      return answer !== undefined && isSo(answer);
    })
    .sort();

const forget = (): Promise<string> => asAlice(`: > ${home}/starts`);
/** Connects to the socket, if it is there, and returns what started since `forget`. */
const started = async (): Promise<string[]> => {
  await root(
    `/out/node -e "require('net').connect('${runtime}/asked').on('error',()=>0).on('connect',()=>process.exit())"`,
  );
  await quietFor(2000, 'whatever would start has started by then');
  return [...new Set((await root(`cat ${home}/starts`)).split('\n'))]
    .filter((name) => name !== '')
    .sort();
};
const managerIs = async (state: string): Promise<boolean> =>
  (await root(`systemctl is-active user@${String(alice.uid)}.service`)) === state;
const isUp = async (): Promise<boolean> =>
  (await managerIs('active')) && (await systemctl('is-active default.target')) === 'active';

beforeAll(async () => {
  await mkdir(out, { recursive: true });
  await copyFile(process.execPath, join(out, 'node'));
  await build({
    configFile: false,
    logLevel: 'warn',
    root: project,
    build: {
      ssr: join(import.meta.dirname, 'foretell.ts'),
      outDir: out,
      emptyOutDir: false,
      target: 'node24',
      minify: false,
      rolldownOptions: { output: { entryFileNames: 'foretell.mjs', codeSplitting: false } },
    },
    ssr: { noExternal: true, target: 'node' },
    resolve: { conditions: ['node', 'module', 'default'] },
  });
  await bringUp();
  await write();
  await forget();
  await systemctl('daemon-reload');
  await systemctl(`enable ${enabled.join(' ')}`);
  // As at a login: what is enabled runs.
  await systemctl('start enabled.service many@one.service timed.timer asked.socket watched.path');
}, 120_000);
afterAll(async () => {
  await machine('down');
  await remove();
});

test(
  'without lingering: what stops at logout, and what starts at the next login',
  { timeout: 120_000 },
  async () => {
    await workByHand();
    const answers = await foretold();
    expect(named(answers, ({ survives }) => survives === 'until-logout')).toEqual(
      ['follower', 'idle', 'passing', 'plain', 'runtime'].map((name) => `${name}.service`),
    );
    const stops = named(answers, ({ atLogout }) => atLogout === 'stops');
    expect(stops.length).toBeGreaterThan(6);

    await machine('release');
    expect(await until(30_000, () => managerIs('inactive'))).toBe(true);
    expect(await root(`pgrep --uid ${alice.name} --count`)).toBe('0');
    await forget();

    await machine('hold');
    expect(await until(30_000, isUp)).toBe(true);
    expect(await started()).toEqual(named(answers, ({ survives }) => survives === 'each-login'));
  },
);

test(
  'with lingering: what stays at logout, and what starts at boot with nobody logged in',
  { timeout: 180_000 },
  async () => {
    await root(`loginctl enable-linger ${alice.name}`);
    await workByHand();
    const answers = await foretold();
    const states = await Promise.all(
      services.map(async (name) => [name, await systemctl(`is-active ${name}`)] as const),
    );
    const running = states.flatMap(([name, state]) => (state === 'active' ? [name] : []));
    expect(named(answers, ({ atLogout }) => atLogout !== null)).toEqual(running.sort());

    await machine('release');
    await quietFor(13_000, 'without lingering, the manager would have stopped after 10 s');
    const left = await Promise.all(
      services.map(async (name) => [name, await systemctl(`is-active ${name}`)] as const),
    );
    expect(left.flatMap(([name, state]) => (state === 'active' ? [name] : [])).sort()).toEqual(
      named(answers, ({ atLogout }) => atLogout === 'stays'),
    );

    await forget();
    expect((await machine('reboot')).exitCode).toBe(0);
    expect(await until(30_000, isUp)).toBe(true);
    expect(await root(`loginctl show-user --value --property=State ${alice.name}`)).toBe(
      'lingering',
    );
    const atBoot = await started();
    expect(atBoot).toEqual(named(answers, ({ survives }) => survives === 'from-boot'));

    // The manager is there already, so a login starts nothing more.
    await machine('hold');
    expect(await started()).toEqual(atBoot);
  },
);

test(
  'what a session leaves behind keeps the manager, as the badge warns',
  { timeout: 120_000 },
  async () => {
    await root(`loginctl disable-linger ${alice.name}`);
    const answers = await foretold();
    const remarks = answers['enabled.service']?.remarks.map(({ kind }) => kind);
    expect(remarks).toEqual(['stop-delay', 'leftovers']);
    await machine('user', "sh -c 'setsid sleep 1000 > /dev/null 2>&1 < /dev/null & sleep 1'");
    await machine('release');
    await quietFor(13_000, 'the manager would have stopped after 10 s');
    expect(await managerIs('active')).toBe(true);
    await root(`pkill --uid ${alice.name} --full "sleep 1000"`);
    expect(await until(30_000, () => managerIs('inactive'))).toBe(true);
  },
);
