/** The proofs of a service: that it works, or why that isn't known. */
import type { ProofState } from '../../../electron/core/proof/proof-state.ts';
import type { ProofReading } from '../../../electron/core/proof/proof-reading.ts';
import { minutes, noon, person } from '../makers.ts';
import type { Scene } from '../scene.ts';
import { few } from './manager.ts';

const page = { kind: 'unit', unit: 'worker.service', section: 'overview' } as const;
const path = `${person.home}/.local/state/worker.log`;

const withProofs = (...lines: string[]) => ({
  'worker.service': [
    {
      dropIn: null,
      text: `[Service]\nExecStart=%h/bin/worker\n\n[X-Hearth]\n${lines.join('\n')}\n`,
    },
  ],
});
const files = withProofs(`ProofFile=${path}`);

const state = (status: ProofState['status'], differs: Partial<ProofState> = {}) => ({
  proofs: {
    'worker.service': {
      unit: 'worker.service',
      status,
      lastSeenAt: noon - 12_000,
      misses: 0,
      why: null,
      ...differs,
    },
  },
});

const text: Extract<ProofReading, { kind: 'text' }> = {
  kind: 'text',
  path,
  lines: ['tick 1', 'tick 2', 'tick 3'],
  modifiedAt: noon - 12_000,
  sizeBytes: 2048,
};

export const proofScenes = {
  'proof-none': { about: 'No proof is named', units: few, page },
  'proof-text': {
    about: 'A proof that is written',
    units: few,
    page,
    files,
    state: state('fresh'),
    proofs: [{ status: 'fresh', lastSeenAt: noon - 12_000, rhythmMs: 30_000, reading: text }],
  },
  'proof-missing': { about: 'A proof that is not there', units: few, page, files },
  'proof-empty': {
    about: 'A proof that is empty',
    units: few,
    page,
    files,
    proofs: [{ reading: { kind: 'empty', path, modifiedAt: minutes(5) } }],
  },
  'proof-binary': {
    about: 'A proof that is no text',
    units: few,
    page,
    files,
    proofs: [
      {
        status: 'fresh',
        lastSeenAt: minutes(5),
        reading: { kind: 'binary', path, modifiedAt: minutes(5), sizeBytes: 4096 },
      },
    ],
  },
  'proof-folder': {
    about: 'A proof that is a folder',
    units: few,
    page,
    files,
    proofs: [{ status: 'unreadable', reading: { kind: 'folder', path } }],
  },
  'proof-unreadable': {
    about: 'A proof that may not be read',
    units: few,
    page,
    files,
    state: state('unreadable', { lastSeenAt: null, why: 'The file can’t be read.' }),
    proofs: [
      { status: 'unreadable', reading: { kind: 'unreadable', path, detail: 'Permission denied.' } },
    ],
  },
  'proof-late': {
    about: 'A proof that is late',
    units: few,
    page,
    files: withProofs(`ProofFile=${path}`, 'ProofPeriodSec=5min'),
    state: state('late', { lastSeenAt: minutes(7) }),
    proofs: [
      {
        status: 'late',
        lastSeenAt: minutes(7),
        reading: { ...text, modifiedAt: minutes(7) },
      },
    ],
  },
  'proof-lost': {
    about: 'A proof that is lost',
    units: few,
    page,
    files: withProofs(
      'ProofHTTP=http://127.0.0.1:8080/health',
      'ProofPeriodSec=30s',
      'ProofRestartAfter=3',
    ),
    state: state('lost', {
      lastSeenAt: minutes(4),
      misses: 2,
      why: 'Nothing accepts connections there.',
    }),
    proofs: [
      {
        status: 'lost',
        lastSeenAt: minutes(4),
        checkedAt: noon - 9000,
        why: 'Nothing accepts connections there.',
      },
    ],
  },
  'proof-kinds': {
    about: 'A proof of each kind, and a setting with a mistake',
    units: few,
    page,
    files: withProofs(
      `ProofFile=${path}`,
      'ProofMatch=^tick \\d+$',
      'ProofSocket=127.0.0.1:8080',
      'ProofHTTP=http://127.0.0.1:8080/health',
      'ProofStatus=200 204',
      'ProofExec=/usr/bin/pg_isready --quiet',
      'ProofPeriodSec=5min',
      'ProofBusName=org.example.Worker',
      'ProofLog=^done in \\d+ ms$',
      'ProofPeriodSec=1h',
      'ProofSokcet=8080',
    ),
    state: state('late'),
    proofs: [
      { status: 'fresh', lastSeenAt: noon - 20_000, found: 'tick 3', reading: text },
      { status: 'fresh', lastSeenAt: noon - 14_000 },
      { status: 'fresh', lastSeenAt: noon - 14_000, found: '204' },
      { status: 'late', lastSeenAt: minutes(6), why: 'The command exited with 2: no response' },
      { status: 'fresh', lastSeenAt: noon - 1000 },
      { status: 'fresh', lastSeenAt: minutes(41), found: 'done in 812 ms', rhythmMs: 3_500_000 },
    ],
  },
  'proof-offers': {
    about: 'No proof yet, and what the service has open',
    units: few,
    page,
    offers: [
      { kind: 'http', value: 'http://127.0.0.1:8080/' },
      { kind: 'socket', value: '127.0.0.1:8080' },
      { kind: 'bus-name', value: 'org.example.Worker' },
      { kind: 'file', value: '~/.local/state/worker.log' },
    ],
  },
} satisfies Record<string, Scene>;
