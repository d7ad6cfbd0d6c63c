import { expect, test } from 'vitest';
import { failedTrial, placeOfAddress } from '../../../electron/core/triggers/trial.ts';

test.each([
  ['/run/user/1/x', true, { family: 'unix', path: '/run/user/1/x' }],
  ['@x', false, { family: 'unix', path: '@x' }],
  ['[::]:80', false, { family: 'tcp', hosts: ['127.0.0.1', '::1'], port: 80 }],
  ['0.0.0.0:80', false, { family: 'tcp', hosts: ['127.0.0.1'], port: 80 }],
  ['127.0.0.2:80', false, { family: 'tcp', hosts: ['127.0.0.2'], port: 80 }],
  ['[::1]:80', false, { family: 'tcp', hosts: ['::1'], port: 80 }],
  ['192.0.2.1:80', true, { family: 'tcp', hosts: ['192.0.2.1'], port: 80 }],
  ['[2001:db8::1]:80', true, { family: 'tcp', hosts: ['2001:db8::1'], port: 80 }],
  ['192.0.2.1:80', false, 'elsewhere'],
  ['[2001:db8::1]:80', false, 'elsewhere'],
  ['vsock:2:80', true, 'unsupported'],
  ['x', true, 'unsupported'],
] as const)('%s, listening %s, is reached at %j', (address, isBound, place) => {
  expect(placeOfAddress(address, isBound)).toEqual(place);
});

test.each([
  ['ECONNREFUSED', { kind: 'refused' }],
  ['ENOENT', { kind: 'missing' }],
  ['EACCES', { kind: 'denied' }],
  ['timeout', { kind: 'silent' }],
  ['EPROTOTYPE', { kind: 'other', error: 'EPROTOTYPE' }],
])('%s is %j', (error, outcome) => {
  expect(failedTrial(error)).toEqual(outcome);
});
