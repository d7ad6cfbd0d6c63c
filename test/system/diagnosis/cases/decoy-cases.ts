/**
 * Services that fail for another reason than it looks like: whoever guesses from a word in the log, or from an exit code
 * alone, is wrong. And some that work, whatever their log says.
 */
import { hasRestarted, isUp, type Broken } from '../broken.ts';
import { run } from '../making.ts';
import { hasPython, python, pythonLines, saysAndExits } from '../programs.ts';

/** Says all of this, and ends with a last line and a code that have nothing to do with it. */
const distracted = (name: string, what: string, lines: readonly string[]): Broken => ({
  name: `decoy-${name}`,
  what,
  make: (at) =>
    at.runsScript([
      ...lines.map((line) => `echo '${line}'`),
      'sleep 0.1',
      ...saysAndExits(`fatal: the licence ended on 3 May (${name})`, 5),
    ]),
  causes: ['exit-code'],
  evidence: [/the licence ended on 3 May/],
});

/** Exits by itself with a code that has another meaning elsewhere. */
const looksLike = (code: number, what: string): Broken => ({
  name: `decoy-exit-${String(code)}`,
  what,
  make: (at) => at.runsScript(saysAndExits('fatal: the ledger is closed', code)),
  causes: ['exit-code'],
  evidence: [/the ledger is closed/],
});

export const decoyCases: readonly Broken[] = [
  distracted('port', 'a port was in use, and it took another', [
    'warning: 127.0.0.1:8080: address already in use, trying 8081',
    'listening on 127.0.0.1:8081',
  ]),
  distracted('file', 'an optional file isn’t there', [
    'app.local.conf: No such file or directory (optional, ignored)',
    'loaded defaults',
  ]),
  distracted('permission', 'a file that it doesn’t need is closed', [
    'cannot read /etc/shadow: Permission denied, going on without',
  ]),
  distracted('watches', 'ENOSPC of inotify, which is no full disk', [
    'inotify_add_watch(/srv/feeds): No space left on device',
    'polling instead',
  ]),
  distracted('memory', 'its own pool is full, which the kernel doesn’t know', [
    'worker 3: Out of memory in pool “thumbs”, killed',
  ]),
  distracted('names', 'a name was not resolved, but it has a copy', [
    'Temporary failure in name resolution for feeds.example.com, using the copy of yesterday',
  ]),
  distracted('display', 'no DISPLAY, which it doesn’t need', [
    'DISPLAY is not set, running without a window',
  ]),
  distracted('crash', 'a child crashed, not the service', [
    'Segmentation fault (core dumped) in thumbnailer 7, started again',
  ]),
  distracted('traceback', 'Python’s words in the log of a shell script', [
    'Traceback (most recent call last):',
    '  File "plugin.py", line 3, in <module>',
    'ModuleNotFoundError: No module named optional_plugin',
    'plugin skipped',
  ]),
  {
    name: 'decoy-remote-permission',
    what: 'a server elsewhere says “Permission denied”, which is no file here',
    make: (at) =>
      at.runsScript(saysAndExits('git@git.example.com: Permission denied (publickey).', 128)),
    causes: ['exit-code'],
  },
  {
    name: 'decoy-unix-socket',
    what: '“Address already in use” of a socket file, which is no port',
    isPossible: hasPython,
    make: async (at) => {
      const socket = `socket.socket(socket.AF_UNIX).bind("${at.folder}/s")`;
      const program = await at.write('job.py', pythonLines('import socket', socket, socket));
      await at.service(`ExecStart=${python} ${program}`);
    },
    causes: ['python-error'],
    also: ['exit-code'],
  },
  {
    name: 'decoy-child-killed',
    what: 'a child was killed, and the script passes that on as 137',
    make: (at) => at.runsScript([`sh -c 'kill -9 $$'`, 'exit $?']),
    causes: ['exit-code'],
  },
  looksLike(137, '137, but nobody sent SIGKILL'),
  looksLike(139, '139, but it didn’t crash'),
  looksLike(143, '143, but nobody stopped it'),
  looksLike(126, '126, but no command was forbidden'),
  looksLike(127, '127, but no command was missing'),
  looksLike(200, '200, but no folder was missing'),
  looksLike(203, '203, but the program runs'),
  looksLike(209, '209, but the output is the journal'),
  looksLike(217, '217, but there is no User='),
  looksLike(226, '226, but there is no sandbox'),
  {
    name: 'decoy-prepare-optional',
    what: 'ExecStartPre=- of a program that isn’t there is allowed',
    make: (at) =>
      at.runsScript(
        saysAndExits('fatal: nothing to serve', 4),
        'ExecStartPre=-/opt/gone/warm-up',
        'EnvironmentFile=-/opt/gone/settings.env',
      ),
    causes: ['exit-code'],
    evidence: [/nothing to serve/],
  },
  {
    name: 'decoy-earlier-run',
    what: 'an earlier run failed for another reason',
    make: (at) =>
      at.runsScript([
        `if mkdir ${at.folder}/first; then`,
        ...saysAndExits(`read: /etc/feeds.conf: No such file or directory`, 1),
        'fi',
        ...saysAndExits('fatal: the index is from the future', 9),
      ]),
    run: async (at) => {
      await at.start();
      await at.over();
      await at.start();
    },
    causes: ['exit-code'],
    evidence: [/the index is from the future/],
  },
  {
    name: 'decoy-other-manager-lacks-it',
    what: 'a variable that the login shell lacks as well',
    isPossible: hasPython,
    make: async (at) => {
      const lines = pythonLines('import os', 'os.environ["NOBODY_HAS_THIS"]');
      const program = await at.write('job.py', lines);
      await at.service(`ExecStart=${python} ${program}`);
    },
    causes: ['python-error'],
    also: ['exit-code'],
    evidence: [/KeyError: 'NOBODY_HAS_THIS'/],
  },
  {
    name: 'decoy-recovered',
    what: 'it failed twice, and now works',
    isSlow: true,
    make: (at) =>
      at.runsScript(
        [
          `if mkdir ${at.folder}/1 || mkdir ${at.folder}/2; then`,
          ...saysAndExits('bind: Address already in use', 1),
          'fi',
          'exec sleep 1000',
        ],
        ...['Restart=on-failure', 'RestartSec=100ms'],
      ),
    isBroken: (shown) => hasRestarted(2)(shown) && isUp(shown),
    causes: [],
  },
  {
    name: 'decoy-works',
    what: 'it works, and its log looks terrible',
    make: (at) =>
      at.runsScript([
        'echo "error: bind: Address already in use"',
        'echo "Permission denied"',
        'echo "Traceback (most recent call last):"',
        'exec sleep 1000',
      ]),
    isBroken: isUp,
    causes: [],
  },
  {
    name: 'decoy-oneshot-done',
    what: 'a oneshot that is done',
    make: (at) =>
      at.service(
        ...['Type=oneshot', 'ExecStart=/bin/true', '[Install]', 'WantedBy=default.target'],
      ),
    causes: [],
    also: ['disabled'],
  },
  {
    name: 'decoy-name-alike',
    what: 'the log of another service of nearly the same name',
    make: async (at) => {
      const program = await at.script('other.sh', ...saysAndExits('Permission denied', 1));
      await at.unitFile(`decoy-name-alike-${run}-x.service`, '[Service]', `ExecStart=${program}`);
      await at.runsScript(saysAndExits('fatal: three feeds are empty', 7));
    },
    run: async (at) => {
      await at.start(`decoy-name-alike-${run}-x.service`);
      await at.start();
    },
    causes: ['exit-code'],
    evidence: [/three feeds are empty/],
  },
];
