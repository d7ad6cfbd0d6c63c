/** A program that Hearth runs is missing, slow, hangs, or prints garbage or more than today’s, while it is in use. */
import { readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { afterwards, temporaryFolder, until } from '../workbench/bench.ts';
import { unit, useHearth, type Used } from './in-use.ts';

/** Every program of this computer, of which one can be replaced. */
const createPrograms = async () => {
  const folder = await temporaryFolder();
  await Promise.all(
    (await readdir('/usr/bin')).map((name) => symlink(`/usr/bin/${name}`, `${folder}/${name}`)),
  );
  return {
    folder,
    /** At once: Hearth never sees neither. */
    replace: async (program: string, script: string): Promise<void> => {
      await writeFile(`${folder}/.new`, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
      await rename(`${folder}/.new`, `${folder}/${program}`);
    },
    remove: (program: string) => rm(`${folder}/${program}`),
    restore: async (program: string): Promise<void> => {
      await symlink(`/usr/bin/${program}`, `${folder}/.new`);
      await rename(`${folder}/.new`, `${folder}/${program}`);
    },
  };
};
type Programs = Awaited<ReturnType<typeof createPrograms>>;

interface Fault {
  what: string;
  program: string;
  strike: (programs: Programs) => Promise<unknown>;
  meanwhile: (used: Used) => Promise<unknown>;
}

const garbage = 'head --bytes=2000000 /dev/urandom; head --bytes=2000000 /dev/urandom >&2; exit 3';
/** Its name is seen nowhere else. */
const hang = 'exec sleep 98765';
const endHanging = () => execa('pkill', ['--full', '^sleep 98765'], { reject: false });

/** The person reads what happened, in visible characters, and what to try. */
const expectRefusal = async (used: Used, code?: string): Promise<void> => {
  const problem = await used.act('restart');
  expect(problem).toMatchObject(code === undefined ? {} : { code });
  expect(problem?.command).toContain('systemctl');
  expect(problem?.why).toMatch(/\w/);
  expect(problem?.why).not.toMatch(/[^\P{Cc}\n\t]/u);
  expect(problem?.why.length).toBeLessThan(5000);
};

/** As of a much newer release: all works, with what nobody knows yet left out. */
const expectNothingSpecial = ({ expectWhole }: Used): Promise<void> => expectWhole();

const expectLogProblem = async (used: Used, code?: string): Promise<void> => {
  // Also asks whether this journalctl can search.
  const log = used.follow('line');
  const problem = await until('the end of the log', log.ended);
  expect(problem).toMatchObject(code === undefined ? {} : { code });
  expect(problem.why).toMatch(/\w/);
  expect(problem.why).not.toMatch(/[^\P{Cc}\n\t]/u);
  // The log is another matter: actions go on.
  expect(await used.act('restart')).toBeNull();
};

const faults: Fault[] = [
  {
    what: 'systemctl is missing',
    program: 'systemctl',
    strike: ({ remove }) => remove('systemctl'),
    meanwhile: (used) => expectRefusal(used, 'program-missing'),
  },
  {
    what: 'systemctl prints garbage',
    program: 'systemctl',
    strike: ({ replace }) => replace('systemctl', garbage),
    meanwhile: (used) => expectRefusal(used),
  },
  {
    what: 'systemctl takes three seconds',
    program: 'systemctl',
    strike: ({ replace }) => replace('systemctl', 'sleep 3; exec /usr/bin/systemctl "$@"'),
    meanwhile: async ({ act, state }) => {
      const acting = act('restart');
      await until('it is under way', () => state().actions[unit]?.action === 'restart');
      expect(await acting).toBeNull();
    },
  },
  {
    what: 'systemctl hangs',
    program: 'systemctl',
    strike: ({ replace }) => replace('systemctl', hang),
    meanwhile: async ({ act, state, follow }) => {
      const acting = act('restart');
      await until('it is under way', () => state().actions[unit]?.action === 'restart');
      // Nothing else waits for it.
      const log = follow();
      await until('lines', () => log.lines() > 3);
      await endHanging();
      expect(await acting).toMatchObject({ code: 'program-failed' });
      expect(state().actions[unit]).toBeUndefined();
    },
  },
  {
    what: 'systemctl prints more than today’s',
    program: 'systemctl',
    strike: ({ replace }) =>
      replace(
        'systemctl',
        'echo "Hint: read systemctl(1)" >&2; /usr/bin/systemctl "$@"; code=$?; echo "1 job done."; exit $code',
      ),
    meanwhile: expectNothingSpecial,
  },
  {
    what: 'journalctl is missing',
    program: 'journalctl',
    strike: ({ remove }) => remove('journalctl'),
    meanwhile: (used) => expectLogProblem(used, 'program-missing'),
  },
  {
    what: 'journalctl prints garbage',
    program: 'journalctl',
    strike: ({ replace }) => replace('journalctl', garbage),
    meanwhile: (used) => expectLogProblem(used),
  },
  {
    what: 'journalctl prints more than today’s',
    program: 'journalctl',
    // Before each record: a field of text, and one of bytes, with their length.
    strike: ({ replace }) =>
      replace(
        'journalctl',
        `exec /usr/bin/journalctl "$@" | sed -u 's/^__CURSOR=/_FUTURE={"of": [1]}\\n_BYTES\\n\\x03\\x00\\x00\\x00\\x00\\x00\\x00\\x00a\\nb\\n&/'`,
      ),
    meanwhile: expectNothingSpecial,
  },
  {
    what: 'journalctl takes three seconds',
    program: 'journalctl',
    strike: ({ replace }) => replace('journalctl', 'sleep 3; exec /usr/bin/journalctl "$@"'),
    meanwhile: async ({ act, follow }) => {
      const log = follow();
      // Nothing else waits for it.
      expect(await act('restart')).toBeNull();
      expect(log.lines()).toBe(0);
      await until('lines', () => log.lines() > 3);
    },
  },
  {
    what: 'journalctl hangs',
    program: 'journalctl',
    strike: ({ replace }) => replace('journalctl', hang),
    meanwhile: async ({ act, follow, engine }) => {
      follow();
      expect(await act('restart')).toBeNull();
      await engine.handlers.closeLog(undefined);
      const hanging = () => execa('pgrep', ['--full', '^sleep 98765'], { reject: false });
      await until('it is ended', async () => (await hanging()).failed);
    },
  },
];

test.each(faults)('$what', { timeout: 60_000 }, async ({ program, strike, meanwhile }) => {
  const programs = await createPrograms();
  afterwards(endHanging);
  const used = await useHearth({ folders: [programs.folder] });
  await strike(programs);
  await meanwhile(used);
  await programs.restore(program);
  await used.expectWhole();
});
