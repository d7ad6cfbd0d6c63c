/** Services whose Python, Node or Java ends with an error of its own, and services that lack a part of the session. */
import { existsSync } from 'node:fs';
import { until } from '../../workbench/bench.ts';
import { endedWell, type Broken } from '../broken.ts';
import { onlyAtLogin } from '../login-session.ts';
import {
  hasJava,
  hasJavaCompiler,
  hasPython,
  hasScreen,
  java,
  node,
  python,
  pythonLines,
  saysAndExits,
  xvfb,
} from '../programs.ts';

const xdpyinfo = '/usr/bin/xdpyinfo';

export const runtimeCases: readonly Broken[] = [
  {
    name: 'python-raises',
    what: 'Python ends with an exception',
    isPossible: hasPython,
    make: async (at) => {
      const program = await at.write('job.py', pythonLines('raise ValueError("page 4 is torn")'));
      await at.service(`ExecStart=${python} ${program}`);
    },
    causes: ['python-error'],
    also: ['exit-code'],
    evidence: [/ValueError: page 4 is torn/],
  },
  {
    name: 'python-module-gone',
    what: 'Python lacks a module, as without its venv',
    isPossible: hasPython,
    make: async (at) => {
      const program = await at.write('job.py', pythonLines('import feedparser_of_mine'));
      await at.service(`ExecStart=${python} ${program}`);
    },
    causes: ['python-error'],
    also: ['exit-code'],
    evidence: [/No module named 'feedparser_of_mine'/],
  },
  {
    name: 'python-syntax',
    what: 'Python can’t read its program',
    isPossible: hasPython,
    make: async (at) => {
      const program = await at.write('job.py', 'def work(:\n  pass\n');
      await at.service(`ExecStart=${python} ${program}`);
    },
    causes: ['python-error'],
    also: ['exit-code'],
    evidence: [/SyntaxError/],
  },
  {
    name: 'node-throws',
    what: 'Node ends with an exception',
    make: async (at) => {
      const program = await at.write('job.cjs', `throw new TypeError('the feed has no items');\n`);
      await at.service(`ExecStart=${node} ${program}`);
    },
    causes: ['node-error'],
    also: ['exit-code'],
    evidence: [/TypeError: the feed has no items/],
  },
  {
    name: 'node-module-gone',
    what: 'Node lacks a module',
    make: async (at) => {
      const program = await at.write('job.cjs', `require('express-of-mine');\n`);
      await at.service(`ExecStart=${node} ${program}`);
    },
    causes: ['node-error'],
    also: ['exit-code'],
    evidence: [/Cannot find module 'express-of-mine'/],
  },
  {
    name: 'java-jar-gone',
    what: 'Java doesn’t find its archive',
    isPossible: hasJava,
    make: (at) => at.service(`ExecStart=${java} -jar ${at.folder}/server.jar`),
    causes: ['java-error', 'file-missing'],
    also: ['exit-code', 'java-error', 'file-missing'],
    evidence: [/server\.jar/],
  },
  {
    name: 'java-throws',
    what: 'Java ends with an exception',
    isPossible: hasJavaCompiler,
    make: async (at) => {
      const program = await at.write(
        'Job.java',
        [
          'class Job {',
          '  public static void main(String[] args) {',
          '    throw new IllegalStateException("ledger 9 is closed");',
          '  }',
          '}',
          '',
        ].join('\n'),
      );
      await at.service(`ExecStart=${java} ${program}`);
    },
    causes: ['java-error'],
    also: ['exit-code'],
    evidence: [/IllegalStateException: ledger 9 is closed/],
  },
];

export const environmentCases: readonly Broken[] = [
  {
    name: 'display-unset',
    what: 'a program of the desktop, without DISPLAY',
    isPossible: existsSync(xdpyinfo) && hasScreen,
    make: async (at) => {
      const { DISPLAY } = onlyAtLogin.variables;
      await at.unitFile(
        at.other('screen'),
        '[Service]',
        `ExecStart=${xvfb} ${DISPLAY} -nolisten tcp`,
      );
      await at.service(`ExecStart=${xdpyinfo}`);
    },
    run: async (at) => {
      await at.start(at.other('screen'));
      await until('the screen', () =>
        existsSync(`/tmp/.X11-unix/X${onlyAtLogin.variables.DISPLAY.slice(1)}`),
      );
      await at.start();
    },
    isMended: endedWell,
    causes: ['display-missing'],
    also: ['variable-missing', 'no-graphical-session'],
    evidence: [/DISPLAY/],
  },
  {
    name: 'wayland-unset',
    what: 'a program of the desktop, without WAYLAND_DISPLAY',
    make: (at) =>
      at.runsScript([
        '[ -n "$WAYLAND_DISPLAY" ] && exec sleep 1000',
        ...saysAndExits('failed to connect to a Wayland server: WAYLAND_DISPLAY is not set', 1),
      ]),
    causes: ['display-missing'],
    also: ['variable-missing', 'no-graphical-session'],
    evidence: [/WAYLAND_DISPLAY/],
  },
  {
    name: 'token-unset',
    what: 'a shell script, without a variable of the login shell',
    make: (at) =>
      at.runsScript([
        '[ -n "$HEARTH_FEED_TOKEN" ] && exec sleep 1000',
        ...saysAndExits('error: environment variable HEARTH_FEED_TOKEN is not set', 2),
      ]),
    causes: ['variable-missing'],
    evidence: [/HEARTH_FEED_TOKEN/],
  },
  {
    name: 'token-unset-shell',
    what: 'a shell script with ${NAME:?}',
    make: (at) =>
      at.runsScript([`trap 'sleep 0.3' EXIT`, ': "${HEARTH_FEED_TOKEN:?}"', 'exec sleep 1000']),
    causes: ['variable-missing'],
    evidence: [/HEARTH_FEED_TOKEN/],
  },
  {
    name: 'token-unset-python',
    what: 'Python, without a variable of the login shell',
    isPossible: hasPython,
    make: async (at) => {
      const program = await at.write(
        'job.py',
        pythonLines('import os', 'print(len(os.environ["HEARTH_FEED_TOKEN"]))', 'time.sleep(1000)'),
      );
      await at.service(`ExecStart=${python} ${program}`);
    },
    causes: ['variable-missing'],
    also: ['python-error'],
    evidence: [/HEARTH_FEED_TOKEN/],
  },
  {
    name: 'java-home-unset',
    what: 'a wrapper script that asks for JAVA_HOME',
    make: (at) =>
      at.runsScript([
        '[ -n "$JAVA_HOME" ] && exec sleep 1000',
        ...saysAndExits('ERROR: JAVA_HOME is not set and no java command could be found', 1),
      ]),
    causes: ['variable-missing'],
    evidence: [/JAVA_HOME/],
    mentions: [new RegExp(onlyAtLogin.variables.JAVA_HOME)],
  },
];
