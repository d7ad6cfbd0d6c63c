/** Services that can’t have the port or the address that they listen on. */
import { until } from '../../workbench/bench.ts';
import type { Broken } from '../broken.ts';
import { answers, freePort, holdPort, listen } from '../making.ts';
import { hasPython, node, python, pythonLines, saysAndExits, word } from '../programs.ts';

/** Runs Node, which listens where nobody else may. */
const listener = (port: number, host = '127.0.0.1'): string =>
  `require('node:net').createServer().listen(${String(port)}, '${host}');\n`;

export const portCases: readonly Broken[] = [
  {
    name: 'port-taken-node',
    what: 'another process holds the port; Node says so',
    make: async (at) => {
      const port = await listen();
      at.expect(word(port), word(process.pid));
      const program = await at.write('server.cjs', listener(port));
      await at.service(`ExecStart=${node} ${program}`);
    },
    causes: ['port-taken'],
    also: ['node-error'],
  },
  {
    name: 'port-taken-python',
    what: 'another process holds the port; Python doesn’t say which',
    isPossible: hasPython,
    make: async (at) => {
      const port = await listen();
      at.expect(word(port), word(process.pid));
      const program = await at.write(
        'server.py',
        pythonLines(
          'import socket, sys',
          'server = socket.socket()',
          'server.bind(("127.0.0.1", int(sys.argv[2])))',
        ),
      );
      await at.service(`ExecStart=${python} ${program} --port ${String(port)}`);
    },
    causes: ['port-taken'],
    also: ['python-error'],
  },
  {
    name: 'port-taken-by-service',
    what: 'another service holds the port',
    make: async (at) => {
      const port = await freePort();
      at.expect(word(port));
      at.kept.port = port;
      const program = await at.write('server.cjs', listener(port));
      const lines = ['[Service]', `ExecStart=${node} ${program}`];
      await at.unitFile(at.other('holder'), ...lines);
      await at.unitFile(at.unit, ...lines);
    },
    run: async (at) => {
      await at.start(at.other('holder'));
      await until('the other listens', () => answers(at.kept.port));
      await at.start();
    },
    causes: ['port-taken'],
    also: ['node-error'],
    mentions: [/port-taken-by-service-holder/],
  },
  {
    name: 'port-taken-perl',
    what: 'another process holds the port; Perl says so in its own words',
    make: async (at) => {
      const port = await listen();
      at.expect(word(port));
      await at.runs(
        'server.pl',
        [
          '#!/usr/bin/perl',
          'use IO::Socket::INET;',
          'END { select undef, undef, undef, 0.3 }',
          `my $port = ${String(port)};`,
          'IO::Socket::INET->new(LocalAddr => "127.0.0.1", LocalPort => $port, Listen => 5)',
          '  or die "cannot listen on 127.0.0.1:$port: $!\\n";',
          'sleep 1000;',
          '',
        ].join('\n'),
      );
    },
    causes: ['port-taken'],
  },
  {
    name: 'port-privileged-node',
    what: 'port 443 as an ordinary person',
    make: async (at) => {
      const program = await at.write('server.cjs', listener(443, '0.0.0.0'));
      await at.service(`ExecStart=${node} ${program}`);
    },
    causes: ['port-privileged'],
    also: ['node-error'],
    evidence: [/443/],
  },
  {
    name: 'port-privileged-python',
    what: 'port 80 as an ordinary person, with the port in the command',
    isPossible: hasPython,
    make: (at) => at.service(`ExecStart=${python} -m http.server 80`),
    causes: ['port-privileged'],
    also: ['python-error', 'permission-denied'],
    evidence: [/\b80\b/],
  },
  {
    name: 'address-elsewhere',
    what: 'the address to listen on is no address of this computer',
    make: async (at) => {
      const program = await at.write('server.cjs', listener(await freePort(), '192.0.2.7'));
      await at.service(`ExecStart=${node} ${program}`);
    },
    causes: ['address-not-here'],
    also: ['node-error'],
    evidence: [/192\.0\.2\.7/],
  },
  {
    name: 'port-freed',
    what: 'another process held the port, and is gone by now',
    make: async (at) => {
      at.kept.port = await freePort();
      at.expect(word(at.kept.port));
      const program = await at.write('server.cjs', listener(at.kept.port));
      await at.service(`ExecStart=${node} ${program}`);
    },
    run: async (at) => {
      const server = await holdPort(at.kept.port);
      await at.start();
      await at.over();
      await new Promise((resolve) => server.close(resolve));
    },
    causes: ['port-taken'],
    also: ['node-error'],
  },
  ...[
    {
      name: 'go',
      line: (port: string) =>
        `2026/11/29 10:00:00 listen tcp 127.0.0.1:${port}: bind: address already in use`,
    },
    {
      name: 'json',
      line: (port: string) =>
        `{"level":"fatal","msg":"listen tcp :${port}: bind: address already in use"}`,
    },
    {
      name: 'nginx',
      line: (port: string) =>
        `nginx: [emerg] bind() to 0.0.0.0:${port} failed (98: Address already in use)`,
    },
    {
      name: 'coloured',
      line: (port: string) => `\u{1b}[31mError: Port ${port} is already in use\u{1b}[0m`,
    },
  ].map(({ name, line }): Broken => ({
    name: `port-taken-${name}`,
    what: `another process holds the port; said as ${name} says it`,
    make: async (at) => {
      const port = String(await listen());
      at.expect(new RegExp(`\\b${port}\\b`));
      await at.runsScript(saysAndExits(line(port), 1));
    },
    causes: ['port-taken'],
  })),
  {
    name: 'port-taken-in-command',
    what: 'the log doesn’t say which port, but the command does',
    make: async (at) => {
      const port = String(await listen());
      at.expect(new RegExp(`\\b${port}\\b`));
      const words = 'Error: Os { code: 98, kind: AddrInUse, message: "Address already in use" }';
      const program = await at.script('server.sh', ...saysAndExits(words, 1));
      await at.service(`ExecStart=${program} --listen 127.0.0.1:${port}`);
    },
    causes: ['port-taken'],
  },
];
