import { describe, expect, test } from 'vitest';
import { proofSettingKeys } from '../../../electron/core/proof/proof.ts';
import { proofFilesOf, readProofSettings } from '../../../electron/core/proof/proof-settings.ts';
import { folderSpecifiers } from '../../../electron/core/syntax/exec-writer.ts';
import { parseText } from '../../../electron/core/syntax/unit-file.ts';
import { summaryOf } from '../../../electron/core/units/file-summary.ts';
import { encodeUtf8 } from '../../../electron/core/text/utf8.ts';

const specifiers = folderSpecifiers({ home: '/home/a', runtime: '/run/user/1' });
const read = (...texts: string[]) =>
  readProofSettings(
    texts.flatMap((text) => parseText(`[X-Hearth]\n${text}\n`).assignments),
    specifiers,
  );
const targets = (...texts: string[]) => read(...texts).proofs.map(({ target }) => target);
const faults = (text: string) => read(text).faults.map(({ fault }) => fault);

describe('each kind', () => {
  test.each([
    ['ProofFile=%h/p 50%%', { kind: 'file', path: '/home/a/p 50%', match: null }],
    ['ProofSocket=8080', { socket: { family: 'tcp', hosts: ['127.0.0.1', '::1'], port: 8080 } }],
    ['ProofSocket=localhost:1', { socket: { hosts: ['127.0.0.1', '::1'], port: 1 } }],
    ['ProofSocket=127.9.0.1:1', { socket: { hosts: ['127.9.0.1'] } }],
    ['ProofSocket=[::1]:65535', { socket: { hosts: ['::1'], port: 65535 } }],
    ['ProofSocket=%t/x.sock', { socket: { family: 'unix', path: '/run/user/1/x.sock' } }],
    ['ProofSocket=@name', { socket: { family: 'unix', path: '@name' } }],
    ['ProofHTTP=http://localhost:8080/a?b#c', { url: 'http://localhost:8080/a?b#c', statuses: [] }],
    ['ProofHTTP=http://[::1]', { kind: 'http' }],
    ['ProofExec=%h/c "a b" $$x', { command: { program: '/home/a/c', words: ['a b', '$$x'] } }],
    ['ProofBusName=org.example.A', { kind: 'bus-name', name: 'org.example.A' }],
    ['ProofLog=^tick \\d+$', { kind: 'log', match: '^tick \\d+$' }],
  ])('is read: %s', (line, wanted) => {
    expect(faults(line)).toEqual([]);
    expect(targets(line)).toMatchObject([wanted]);
  });

  test.each([
    ['ProofFile=a', 'relative-path'],
    ['ProofSocket=0', 'bad-address'],
    ['ProofSocket=65536', 'bad-address'],
    ['ProofSocket=::1:80', 'bad-address'],
    [`ProofSocket=/${'x'.repeat(107)}`, 'bad-address'],
    ['ProofSocket=0.0.0.0:80', 'elsewhere'],
    ['ProofSocket=127.1:80', 'elsewhere'],
    ['ProofSocket=localhost.example.org:80', 'elsewhere'],
    ['ProofHTTP=http://127.0.0.1.example.org/', 'elsewhere'],
    ['ProofHTTP=http://2130706433/', 'elsewhere'],
    ['ProofHTTP=http://[::ffff:127.0.0.1]/', 'elsewhere'],
    ['ProofHTTP=http://localhost\\@example.org/', 'bad-url'],
    ['ProofHTTP=http://localhost@example.org/', 'bad-url'],
    ['ProofHTTP=file:///etc/passwd', 'not-http'],
    ['ProofHTTP=http:localhost', 'bad-url'],
    ['ProofExec=+/bin/true', 'bad-command'],
    ['ProofExec=/bin/echo "open', 'bad-command'],
    ['ProofBusName=:1.5', 'bad-bus-name'],
    ['ProofLog=(', 'bad-pattern'],
    [`ProofLog=${'x'.repeat(1001)}`, 'bad-pattern'],
    ['ProofRestartAfter=-1', 'bad-count'],
    ['ProofFlie=/x', 'unknown-key'],
  ])('is refused: %s', (line, fault) => {
    expect(faults(line)).toEqual([fault]);
    expect(targets(line)).toEqual([]);
  });

  test('is read only from its section', () => {
    expect(
      readProofSettings(parseText('[Service]\nProofFile=/no\n').assignments, specifiers),
    ).toEqual({ proofs: [], restartAfter: null, faults: [] });
  });
});

describe('options', () => {
  test('belong to the proof above them, or to all when above the first', () => {
    const { proofs } = read(
      'ProofPeriodSec=5min\nProofFile=/a\nProofPeriodSec=30s\nProofGraceSec=10\nProofSocket=1\nProofFile=/b\nProofMatch=^ok',
    );
    expect(proofs).toMatchObject([
      { periodMs: 30_000, graceMs: 10_000, writtenPeriod: '30s' },
      { periodMs: 300_000, graceMs: 300_000, writtenPeriod: '' },
      { target: { match: '^ok' }, periodMs: 300_000 },
    ]);
  });

  test('have usual values: a minute where Hearth asks, no limit for a file or a log', () => {
    expect(
      read('ProofSocket=1\nProofFile=/a\nProofLog=x\nProofFile=/b\nProofMatch=y').proofs,
    ).toMatchObject([
      { periodMs: 60_000, graceMs: 60_000 },
      { periodMs: null, graceMs: 0 },
      { periodMs: null },
      { periodMs: 60_000 },
    ]);
  });

  test('of a proof that can’t be read are not reported again', () => {
    expect(faults('ProofFile=a\nProofMatch=x\nProofPeriodSec=soon')).toEqual(['relative-path']);
  });

  test('without a proof that could have them are reported', () => {
    expect(faults('ProofMatch=x\nProofSocket=1\nProofStatus=200')).toEqual([
      'no-proof',
      'no-proof',
    ]);
  });
});

describe('several files', () => {
  test('an empty value resets the proofs of its kind', () => {
    expect(targets('ProofFile=/a\nProofSocket=1', 'ProofFile=\nProofFile=/b')).toMatchObject([
      { kind: 'socket' },
      { path: '/b' },
    ]);
    expect(targets('ProofFile=/a', 'ProofFile=')).toEqual([]);
  });

  test('a proof named again replaces itself with its options', () => {
    expect(
      read('ProofFile=/a\nProofPeriodSec=30s\nProofSocket=1', 'ProofFile=/a\nProofPeriodSec=5')
        .proofs,
    ).toMatchObject([{ target: { kind: 'socket' } }, { target: { path: '/a' }, periodMs: 5000 }]);
  });

  test('the last restart counts, and 0 turns it off', () => {
    expect(read('ProofRestartAfter=3').restartAfter).toBe(3);
    expect(read('ProofRestartAfter=3', 'ProofRestartAfter=0').restartAfter).toBeNull();
  });

  test('all files that are proofs are the service’s', () => {
    const { assignments } = parseText('[X-Hearth]\nProofFile=/a\nProofFile=%h/b\nProofSocket=/c\n');
    expect(proofFilesOf(assignments, specifiers)).toEqual(['/a', '/home/a/b']);
  });
});

test('the list of units knows every setting', () => {
  const text = `[X-Hearth]\n${proofSettingKeys.map((key) => `${key}=x`).join('\n')}\n`;
  expect(summaryOf(encodeUtf8(text), text)?.map(({ key }) => key)).toEqual(
    proofSettingKeys.map((key) => `X-Hearth.${key}`),
  );
});
