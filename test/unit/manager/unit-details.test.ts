import { describe, expect, test } from 'vitest';
import { readProperties, variantValue } from '../../../electron/system/manager/bus/bus-values.ts';
import { unitDetails } from '../../../electron/system/manager/unit-details.ts';

/** An a{sv} as the library returns it. */
const entries = (values: Record<string, unknown>) =>
  Object.entries(values).map(([name, value]) => [name, [[{ type: '?', child: [] }], [value]]]);
const details = (unit: Record<string, unknown>, service: Record<string, unknown> = {}) =>
  unitDetails('a.service', readProperties(entries(unit)), readProperties(entries(service)));
/** Details from the properties of a service alone. */
const ofService = (service: Record<string, unknown>) => {
  const found = details({}, service);
  if (found.kind !== 'service') throw new Error('no service');
  return found;
};

const notSet = 2 ** 64;

describe('unitDetails', () => {
  test('converts microseconds to milliseconds, and 0 to null', () => {
    const since = (ActiveEnterTimestamp: number) =>
      details({ ActiveState: 'active', ActiveEnterTimestamp }).stateSince;
    expect(since(1_795_374_395_123_456)).toBe(1_795_374_395_123);
    expect(since(0)).toBeNull();
  });

  test('returns the invocation ID, or null', () => {
    const id = Buffer.from('00ff'.repeat(8), 'hex');
    expect(details({ InvocationID: id }).invocation).toBe('00ff'.repeat(8));
    expect(details({ InvocationID: Buffer.alloc(0) }).invocation).toBeNull();
    expect(details({}).invocation).toBeNull();
  });

  test('reads 2^64-1 as "infinity"', () => {
    expect(ofService({ TimeoutStopUSec: notSet }).timeoutStopSeconds).toBeNull();
    expect(ofService({ TimeoutStopUSec: 90_000_000 }).timeoutStopSeconds).toBe(90);
  });

  test('returns how the main process ended, or null before that', () => {
    expect(details({}, { ExecMainCode: 1, ExecMainStatus: 203 })).toMatchObject({
      exitKind: 'exited',
      exitStatus: 203,
    });
    expect(ofService({ ExecMainCode: 2, ExecMainStatus: 9 }).exitKind).toBe('killed');
    expect(details({}, { ExecMainCode: 0, ExecMainStatus: 0 })).toMatchObject({
      exitKind: null,
      exitStatus: null,
    });
  });

  test('returns the message of a load error, or null', () => {
    const error = ['org.freedesktop.systemd1.BadUnitSetting', 'Unit has a bad unit file setting.'];
    expect(details({ LoadError: error }).loadError).toBe(error[1]);
    expect(details({ LoadError: ['', ''] }).loadError).toBeNull();
  });

  test('returns the command that failed first, unless its failures are ignored', () => {
    const command = (path: string, endedAt: number, code: number, status: number, ignore = false) =>
      [path, [path], ignore, 0, 0, 0, endedAt, 7, code, status] as const;
    const found = ofService({
      Result: 'exit-code',
      ExecStartPre: [command('/ignored', 1, 1, 4, true), command('/pre', 2, 1, 203)],
      ExecStart: [command('/never', 0, 0, 0)],
      ExecStopPost: [command('/after', 3, 1, 5)],
    });
    expect(found.failedCommand).toEqual({
      directive: 'ExecStartPre',
      path: '/pre',
      exitKind: 'exited',
      exitStatus: 203,
    });
    const well = { Result: 'success', ExecStart: [command('/main', 1, 2, 15)] };
    expect(ofService(well).failedCommand).toBeNull();
  });

  test('returns conditions as they are written, and when they last prevented a start', () => {
    const unit = {
      Conditions: [
        ['ConditionUser', false, false, 'alice', 1],
        ['ConditionPathExists', true, true, '/x', -1],
      ],
      Asserts: [['AssertPathExists', false, false, '/y', 0]],
      ConditionTimestamp: 5_000_000,
      AssertTimestamp: 0,
    };
    expect(details(unit)).toMatchObject({
      skippedAt: 5000,
      checks: [
        { text: 'ConditionPathExists=|!/x', state: 'unmet' },
        { text: 'ConditionUser=alice', state: 'met' },
        { text: 'AssertPathExists=/y', state: 'untested' },
      ],
    });
    expect(details({ ...unit, ConditionResult: true }).skippedAt).toBeNull();
    expect(details({}).skippedAt).toBeNull();
  });

  test('has no service details for other types of unit', () => {
    const socket = unitDetails(
      'a.socket',
      readProperties(entries({ Id: 'a.socket', FragmentPath: '' })),
      readProperties([]),
    );
    expect(socket).toMatchObject({ kind: 'socket', fragmentPath: null, controlGroup: null });
    expect(socket).not.toHaveProperty('mainPid');
  });
});

test('returns no value for something that isn’t a variant', () => {
  expect(variantValue('plain')).toBeUndefined();
});
