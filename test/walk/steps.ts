/**
 * The path of one user service, S1 to S13, as a person walks it: through the window alone. Each step returns the
 * command that proves it from outside, and that command's output; a step that fails throws.
 */
import path from 'node:path';
import type { Page } from 'playwright-core';
import { said } from '../e2e/driving/outside.ts';
import { expectSame } from '../packages/proofs.ts';

interface Shown {
  /** What Hearth itself ran or did, as the window shows it; '' if it only showed something. */
  did?: string;
  command: string;
  answer: string;
}

export interface Step {
  id: string;
  title: string;
  run(page: Page): Promise<Shown>;
}

export const service = 'custom-user-worker.service';
const name = 'custom-user-worker';

const home = process.env['HOME'] ?? '';
const unitFile = `${home}/.config/systemd/user/${service}`;
const scriptFile = `${home}/.local/bin/${name}.sh`;
const proofFile = `${home}/.local/state/${name}.log`;

/** Runs a command outside Hearth as a shell would, and returns both it and its output. */
const shown = async (...argv: string[]): Promise<Shown> => {
  const [program = '', ...args] = argv;
  return { command: argv.join(' '), answer: await said(program, ...args) };
};

const expectIn = ({ command, answer }: Shown, ...parts: string[]): void => {
  for (const part of parts) {
    if (!answer.includes(part))
      throw new Error(`“${part}” is not in the output of ${command}:\n${answer}`);
  }
};

const exampleScript = `#!/bin/sh
while :; do
  printf "custom-user-worker tick %s\\n" "$(date --iso-8601=seconds)" >> "$HOME/.local/state/custom-user-worker.log"
  sleep 30
done
`;

const exampleUnit = `[Unit]
Description=Custom user worker demo

[Service]
Type=exec
ExecStart=%h/.local/bin/custom-user-worker.sh
Restart=on-failure
RestartSec=5

[Install]
WantedBy=default.target
`;

const openSection = async (page: Page, section: string): Promise<void> => {
  await page.getByRole('treeitem', { name: new RegExp(name) }).click();
  await page.getByRole('tab', { name: section }).click();
  await page.getByRole('tab', { name: section, selected: true }).waitFor();
};

/** Waits until a step of the creation is ticked off; returns the command shown beside it. */
const ticked = async (page: Page, title: string): Promise<string> => {
  const step = page.getByRole('listitem', { name: `${title}: done` });
  await step.waitFor({ timeout: 30_000 });
  return step.locator('code').first().innerText();
};

const lines = (text: string, count: number): string => text.split('\n').slice(0, count).join('\n');

export const steps: Step[] = [
  {
    id: 'S1',
    title: 'Where units live: the form shows the file it will write, pulled in by default.target',
    run: async (page) => {
      await page.getByRole('button', { name: 'New service' }).first().click();
      await page.getByRole('button', { name: 'Use the example' }).click();
      await page.getByText(unitFile).first().waitFor();
      await page.getByText('WantedBy=default.target').first().waitFor();
      const paths = await shown('systemd-analyze', '--user', 'unit-paths');
      expectIn(paths, path.dirname(unitFile));
      const own = paths.answer.split('\n').filter((line) => line === path.dirname(unitFile));
      return { ...paths, answer: own.join('\n') };
    },
  },
  {
    id: 'S2',
    title: 'Whose manager: Hearth works as the person who logged in, never as root',
    run: async (page) => {
      await page.getByRole('button', { name: 'Create service' }).waitFor();
      // The second is its name once it is packaged.
      const owner = await shown('ps', '-o', 'user=,comm=', '-C', 'electron,hearth');
      if (owner.answer.split('\n').some((line) => !line.startsWith(process.env['USER'] ?? ''))) {
        throw new Error(`Hearth runs as someone else:\n${owner.answer}`);
      }
      return { ...owner, answer: lines(owner.answer, 1) };
    },
  },
  {
    id: 'S3',
    title: 'The worker: the script exactly as typed',
    run: async (page) => {
      await page.getByRole('button', { name: 'Create service' }).click();
      const did = await ticked(page, 'Write the script');
      const file = await shown('cat', scriptFile);
      expectSame(scriptFile, `${file.answer}\n`, exampleScript);
      return { did, ...file };
    },
  },
  {
    id: 'S4',
    title: 'Executable, whatever the umask',
    run: async (page) => {
      const did = await ticked(page, 'Make it executable');
      const mode = await shown('stat', '--format=%a %n', scriptFile);
      expectIn(mode, '755 ');
      return { did, ...mode };
    },
  },
  {
    id: 'S5',
    title: 'Paths: absolute or by specifier, with every folder created',
    run: async (page) => {
      const did = await ticked(page, 'Create the folders');
      const exec = await shown('grep', 'ExecStart', unitFile);
      expectIn(exec, 'ExecStart=%h/.local/bin/custom-user-worker.sh');
      return { did, ...exec };
    },
  },
  {
    id: 'S6',
    title: 'The unit: the file from the form, with the proof in a section that systemd ignores',
    run: async (page) => {
      const did = await ticked(page, 'Write the unit file');
      const file = await shown('cat', unitFile);
      const [unit = '', proof = ''] = file.answer.split('\n[X-Hearth]\n');
      expectSame(unitFile, unit, exampleUnit);
      expectSame('the proof', proof, 'ProofFile=%h/.local/state/custom-user-worker.log');
      return { did, ...file };
    },
  },
  {
    id: 'S7',
    title: 'Verify: nothing found',
    run: async (page) => {
      const did = await ticked(page, 'Verify');
      const verify = await shown('systemd-analyze', '--user', 'verify', unitFile);
      expectSame('what verify says', verify.answer, '');
      return { did, ...verify, answer: '(no output is the ideal result)' };
    },
  },
  {
    id: 'S8',
    title: 'Reload: the manager has read the current file',
    run: async (page) => {
      const did = await ticked(page, 'Reload the manager');
      const reload = await shown(
        'systemctl',
        '--user',
        'show',
        '-p',
        'LoadState',
        '-p',
        'NeedDaemonReload',
        service,
      );
      expectIn(reload, 'LoadState=loaded', 'NeedDaemonReload=no');
      return { did, ...reload };
    },
  },
  {
    id: 'S9',
    title: 'Enable and start: two actions, both done',
    run: async (page) => {
      const did = await ticked(page, 'Enable and start');
      const link = await shown(
        'readlink',
        `${path.dirname(unitFile)}/default.target.wants/${service}`,
      );
      expectSame('the link', link.answer, unitFile);
      const states = await shown(
        'systemctl',
        '--user',
        'show',
        '-p',
        'UnitFileState',
        '-p',
        'ActiveState',
        service,
      );
      expectIn(states, 'UnitFileState=enabled', 'ActiveState=active');
      return { did, ...states };
    },
  },
  {
    id: 'S10',
    title: 'Overview: the service’s page shows what systemctl shows',
    run: async (page) => {
      await ticked(page, 'Check the proof file');
      await page.getByRole('button', { name: `Open ${service}` }).click();
      await openSection(page, 'Overview');
      const pid = await said('systemctl', '--user', 'show', '-p', 'MainPID', '--value', service);
      const panel = page.getByRole('tabpanel');
      await panel.getByText(pid, { exact: true }).waitFor();
      await panel.getByText(unitFile).first().waitFor();
      await panel
        .getByText(/^(?:Running|Working)/)
        .first()
        .waitFor();
      const status = await shown('systemctl', '--user', 'status', '--no-pager', '--full', service);
      expectIn(status, unitFile, 'active (running)', `Main PID: ${pid}`);
      return { ...status, answer: lines(status.answer, 6) };
    },
  },
  {
    id: 'S11',
    title: 'Proof: the heartbeat’s own lines, in the window and in the file',
    run: async (page) => {
      await openSection(page, 'Overview');
      const tail = await shown('tail', '-n', '3', proofFile);
      expectIn(tail, 'custom-user-worker tick ');
      const newest = tail.answer.split('\n').at(-1) ?? '';
      await page.getByRole('tabpanel').getByText(newest).waitFor();
      return tail;
    },
  },
  {
    id: 'S12',
    title: 'The log: the window shows what journalctl shows',
    run: async (page) => {
      await openSection(page, 'Log');
      const log = await shown('journalctl', '--user', '-u', service, '-n', '20', '--no-pager');
      expectIn(log, 'Started custom-user-worker.service');
      await page
        .getByRole('tabpanel')
        .getByText('Started custom-user-worker.service')
        .first()
        .waitFor();
      return log;
    },
  },
  {
    id: 'S13',
    title: 'Lingering: shows what it would start, then turns it on',
    run: async (page) => {
      const user = process.env['USER'] ?? '';
      await page.getByRole('button', { name: 'Settings' }).click();
      await page.getByRole('switch', { name: 'Keep running after logout' }).click();
      await page.getByRole('dialog').getByText(service).waitFor();
      await page.getByRole('button', { name: 'Turn on lingering' }).click();
      await page
        .getByRole('switch', { name: 'Keep running after logout', checked: true })
        .waitFor();
      await page.getByText('Linger=yes').waitFor();
      const linger = await shown('loginctl', 'show-user', user, '-p', 'Linger', '-p', 'State');
      expectIn(linger, 'Linger=yes', 'State=active');
      return linger;
    },
  },
];
