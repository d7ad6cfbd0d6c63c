import { describe, expect, test } from 'vitest';
import {
  entryFault,
  proofEntryOf,
  hasProof,
  putProof,
  removeProof,
  withRestartAfter,
  type ProofEntry,
} from '../../../electron/core/proof/proof-edit.ts';
import { readProofSettings } from '../../../electron/core/proof/proof-settings.ts';
import { decodeUtf8 } from '../../../electron/core/text/utf8.ts';
import { parseText, type UnitFile } from '../../../electron/core/syntax/unit-file.ts';

const text = ({ bytes }: UnitFile): string => decodeUtf8(bytes);
const entry = (differs: Partial<ProofEntry>): ProofEntry => ({
  kind: 'file',
  value: '',
  extra: '',
  period: '',
  ...differs,
});
const service = '[Service]\nExecStart=/bin/true\n';
const two = `${service}
[X-Hearth]
# the heartbeat
ProofFile=%h/%N.log
ProofPeriodSec=30s
# the port
ProofSocket=8080
ProofGraceSec=5s
ProofRestartAfter=2
`;

describe('a proof is added', () => {
  test('in a section of its own', () => {
    const put = putProof(parseText(service), null, entry({ value: '~/x 5%', period: '30s' }));
    expect(text(put)).toBe(`${service}\n[X-Hearth]\nProofFile=%h/x 5%%\nProofPeriodSec=30s\n`);
  });
  test('at the end of the section, so that no option changes its proof', () => {
    const put = putProof(
      parseText(two),
      null,
      entry({ kind: 'http', value: 'http://localhost/50%', extra: '200 204' }),
    );
    expect(text(put)).toBe(`${two}ProofHTTP=http://localhost/50%%\nProofStatus=200 204\n`);
  });
});

describe('a proof is changed', () => {
  const file = parseText(two);
  const { proofs } = readProofSettings(file.assignments, (letter) =>
    letter === 'h' ? '/home/a' : undefined,
  );
  const [log, socket] = proofs;
  if (log === undefined || socket === undefined) throw new Error('no proofs');

  test('in place, with the options that stay and all comments', () => {
    const put = putProof(
      file,
      { kind: 'socket', written: '8080' },
      { ...proofEntryOf(socket), value: '9090', period: '10s' },
    );
    expect(text(put)).toBe(
      two.replace(
        'ProofSocket=8080\nProofGraceSec=5s\n',
        'ProofSocket=9090\nProofGraceSec=5s\nProofPeriodSec=10s\n',
      ),
    );
  });
  test('and keeps specifiers that were not touched', () => {
    const put = putProof(
      file,
      { kind: 'file', written: '%h/%N.log' },
      { ...proofEntryOf(log), period: '' },
    );
    expect(text(put)).toBe(two.replace('ProofPeriodSec=30s\n', ''));
  });
  test('to another kind', () => {
    const put = putProof(
      file,
      { kind: 'socket', written: '8080' },
      entry({ kind: 'log', value: '^ok' }),
    );
    expect(text(put)).toBe(
      `${two.replace('ProofSocket=8080\nProofGraceSec=5s\n', '')}ProofLog=^ok\n`,
    );
  });
  test('or removed with its options', () => {
    expect(text(removeProof(file, { kind: 'file', written: '%h/%N.log' }))).toBe(
      two.replace('ProofFile=%h/%N.log\nProofPeriodSec=30s\n', ''),
    );
    expect(hasProof(file, { kind: 'file', written: '/other' })).toBe(false);
  });
  test('not at all by an entry that changes nothing', () => {
    for (const proof of proofs)
      expect(
        text(
          putProof(file, { kind: proof.target.kind, written: proof.written }, proofEntryOf(proof)),
        ),
      ).toBe(two);
  });
});

test('the restart is set, changed and removed', () => {
  const set = withRestartAfter(parseText(service), 3);
  expect(text(set)).toBe(`${service}\n[X-Hearth]\nProofRestartAfter=3\n`);
  expect(text(withRestartAfter(set, 5))).toContain('ProofRestartAfter=5\n');
  expect(text(withRestartAfter(parseText(two), null))).toBe(
    two.replace('ProofRestartAfter=2\n', ''),
  );
});

test.each([
  [{ value: ' ' }, 'value', 'empty'],
  [{ value: 'x.log' }, 'value', 'relative-path'],
  [{ value: '~/x.log', extra: '(' }, 'extra', 'bad-pattern'],
  [{ value: '~/x.log', period: 'soon' }, 'period', 'bad-time'],
  [{ value: '~/x.log', period: '10ms' }, 'period', 'short-period'],
  [{ kind: 'socket', value: '10.0.0.1:80' }, 'value', 'elsewhere'],
  [{ kind: 'socket', value: 'x' }, 'value', 'bad-address'],
  [{ kind: 'http', value: 'https://localhost/' }, 'value', 'not-http'],
  [{ kind: 'http', value: 'http://localhost/', extra: 'ok' }, 'extra', 'bad-status'],
  [{ kind: 'bus-name', value: 'x' }, 'value', 'bad-bus-name'],
  [{ kind: 'log', value: '(' }, 'value', 'bad-pattern'],
  [{ kind: 'socket', value: `/${'x'.repeat(107)}` }, 'value', 'bad-address'],
  [{ kind: 'exec', value: 'curl -f', period: 'soon' }, 'period', 'bad-time'],
  [{ value: '~/x.log', extra: '(', period: 'soon' }, 'extra', 'bad-pattern'],
] as const)('says what is wrong with %o', (differs, field, fault) => {
  expect(entryFault(entry(differs))).toEqual({ field, fault });
});

test.each([
  { value: '~/x.log', extra: '^ok', period: '5min' },
  { kind: 'socket', value: '~/x.sock' },
  { kind: 'socket', value: '8080' },
  { kind: 'http', value: 'http://localhost:8080/x', extra: '200 301' },
  { kind: 'exec', value: '/bin/true' },
  { kind: 'bus-name', value: 'org.example.A' },
  { kind: 'log', value: '^100 % done' },
  { kind: 'file', value: '$HOME/100%/x.log' },
] as const)('accepts %o', (differs) => {
  expect(entryFault(entry(differs))).toBeNull();
});
