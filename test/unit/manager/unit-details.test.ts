import { describe, expect, test } from 'vitest';
import { readProperties, variantValue } from '../../../electron/system/manager/bus-values.ts';
import { unitDetails } from '../../../electron/system/manager/unit-details.ts';

/** As the library gives an a{sv}. */
const entries = (values: Record<string, unknown>) =>
  Object.entries(values).map(([name, value]) => [name, [[{ type: '?', child: [] }], [value]]]);
const details = (unit: Record<string, unknown>, service: Record<string, unknown> = {}) =>
  unitDetails('a.service', readProperties(entries(unit)), readProperties(entries(service)));
/** What is said of a service alone. */
const ofService = (service: Record<string, unknown>) => {
  const found = details({}, service);
  if (found.kind !== 'service') throw new Error('no service');
  return found;
};

const notSet = 2 ** 64;

describe('unitDetails', () => {
  test('gives microseconds since 1970 as milliseconds, and never as null', () => {
    const since = (ActiveEnterTimestamp: number) =>
      details({ ActiveState: 'active', ActiveEnterTimestamp }).stateSince;
    expect(since(1_795_374_395_123_456)).toBe(1_795_374_395_123);
    expect(since(0)).toBeNull();
  });

  test('gives the id of a run, and none as null', () => {
    const id = Buffer.from('00ff'.repeat(8), 'hex');
    expect(details({ InvocationID: id }).invocation).toBe('00ff'.repeat(8));
    expect(details({ InvocationID: Buffer.alloc(0) }).invocation).toBeNull();
    expect(details({}).invocation).toBeNull();
  });

  test('takes 2^64-1 for "infinity"', () => {
    expect(ofService({ TimeoutStopUSec: notSet }).timeoutStopSeconds).toBeNull();
    expect(ofService({ TimeoutStopUSec: 90_000_000 }).timeoutStopSeconds).toBe(90);
  });

  test('says how the main process ended, and nothing while none did', () => {
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

  test('gives the words of a load error, and null where there is none', () => {
    const error = ['org.freedesktop.systemd1.BadUnitSetting', 'Unit has a bad unit file setting.'];
    expect(details({ LoadError: error }).loadError).toBe(error[1]);
    expect(details({ LoadError: ['', ''] }).loadError).toBeNull();
  });

  test('says nothing of a service where the unit is none', () => {
    const socket = unitDetails(
      'a.socket',
      readProperties(entries({ Id: 'a.socket', FragmentPath: '' })),
      readProperties([]),
    );
    expect(socket).toMatchObject({ kind: 'socket', fragmentPath: null, controlGroup: null });
    expect(socket).not.toHaveProperty('mainPid');
  });
});

test('a variant that is none has no value', () => {
  expect(variantValue('plain')).toBeUndefined();
});
