/** Services whose script can’t be run, or calls what can’t be run. */
import type { Broken } from '../broken.ts';
import { onlyAtLogin } from '../login-session.ts';
import { keepsItsCode } from '../programs.ts';

const works = 'exec sleep 1000';

export const scriptCases: readonly Broken[] = [
  {
    name: 'shebang-gone',
    what: '#! names an interpreter that isn’t there',
    make: (at) => at.runs('job.py', `#!/opt/gone/python3.9 -u\nprint(1)\n`),
    causes: ['interpreter-missing'],
    evidence: [/\/opt\/gone\/python3\.9/],
  },
  {
    name: 'env-gone',
    what: '#!/usr/bin/env with an interpreter that isn’t anywhere',
    make: (at) => at.runs('job.rb', '#!/usr/bin/env no-such-ruby\nputs 1\n'),
    causes: ['interpreter-missing', 'interpreter-not-in-path'],
    evidence: [/no-such-ruby/],
  },
  {
    name: 'env-at-login',
    what: '#!/usr/bin/env with an interpreter in the login shell’s PATH only',
    make: (at) => at.runs('job', `#!/usr/bin/env ${onlyAtLogin.program}\n`),
    causes: ['interpreter-not-in-path', 'not-in-path'],
    mentions: [new RegExp(onlyAtLogin.folder)],
  },
  {
    name: 'crlf',
    what: '#!/bin/sh with a carriage return',
    make: (at) => at.runs('job.sh', `#!/bin/sh\r\nexec sleep 1000\r\n`),
    causes: ['carriage-return'],
    evidence: [/job\.sh/],
  },
  {
    name: 'crlf-first-line',
    what: 'only the first line ends with a carriage return',
    make: (at) => at.runs('job.sh', `#!/bin/sh\r\n${works}\n`),
    causes: ['carriage-return'],
    evidence: [/job\.sh/],
  },
  {
    name: 'crlf-env',
    what: '#!/usr/bin/env bash with a carriage return',
    make: (at) => at.runs('job.sh', `#!/usr/bin/env bash\r\n${works}\n`),
    causes: ['carriage-return'],
    evidence: [/job\.sh|bash/],
  },
  {
    name: 'no-first-line',
    what: 'a script without #!',
    make: (at) => at.runs('job', 'echo started\nexec sleep 1000\n'),
    causes: ['not-a-program'],
    evidence: [/\/job/],
  },
  {
    name: 'empty-program',
    what: 'the program is an empty file',
    make: (at) => at.runs('job', ''),
    causes: ['not-a-program'],
    evidence: [/\/job/],
  },
  {
    name: 'byte-order-mark',
    what: 'a byte order mark before #!',
    make: (at) => at.runs('job', '\u{FEFF}#!/bin/sh\nexec sleep 1000\n'),
    causes: ['not-a-program'],
    evidence: [/\/job/],
  },
  {
    name: 'command-gone',
    what: 'a script calls a command that isn’t there',
    make: (at) => at.runsScript(['echo preparing', 'no-such-converter --all', ...keepsItsCode]),
    causes: ['command-missing'],
    evidence: [/no-such-converter/],
  },
  {
    name: 'command-at-login',
    what: 'a script calls a command of the login shell’s PATH',
    make: (at) => at.runsScript([onlyAtLogin.program, ...keepsItsCode]),
    causes: ['not-in-path', 'command-missing'],
    evidence: [new RegExp(onlyAtLogin.program)],
    mentions: [new RegExp(onlyAtLogin.folder)],
  },
  {
    name: 'command-not-executable',
    what: 'a script calls a command without the x bit',
    make: async (at) => {
      const command = await at.write('step', '#!/bin/sh\n', 0o644);
      await at.runsScript([command, ...keepsItsCode]);
    },
    causes: ['command-not-executable'],
    also: ['permission-denied'],
    evidence: [/\/step/],
    // Once it may run, the script ends.
    isMended: ({ Result }) => Result === 'success',
  },
];
