/** A manager that can’t read one of a unit’s properties, and so refuses to list any. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keepManager, type ManagerConnection } from '../../../electron/system/manager/manager.ts';
import { owner, startBus } from '../../hostile/bus-end.ts';
import { createWriter } from '../../hostile/raw-messages.ts';

/** What it can read; it refuses everything else. */
let readable: Record<string, string>;
let refusal: string;
let asked: string[];
let kept: ReturnType<typeof keepManager>;
let manager: ManagerConnection;

beforeEach(async () => {
  [readable, refusal, asked] = [{}, 'System.Error.ENODEV', []];
  const bus = startBus((call, serial) => {
    const text = call.toString('latin1');
    const [member] = /(?<=\0)(GetUnit|GetAll|Get)(?=\0)/.exec(text) ?? [];
    if (member === undefined) return false;
    if (member === 'GetUnit') {
      const path = '/org/freedesktop/systemd1/unit/a_2eservice';
      return bus.reply(serial, 'o', createWriter().text(path).bytes(), owner);
    }
    const [name = ''] = /\w+(?=\0$)/.exec(text) ?? [];
    const value = member === 'Get' ? readable[name] : undefined;
    if (member === 'Get') asked.push(name);
    if (value === undefined) return bus.refuse(serial, refusal);
    return bus.reply(serial, 'v', createWriter().signature('s').text(value).bytes(), owner);
  });
  manager = await new Promise((connected) => {
    kept = keepManager({
      host: { bus: () => Promise.resolve(bus.stream) },
      events: {
        connected,
        lost: () => undefined,
        changed: () => undefined,
        dropped: () => undefined,
      },
    });
  });
});
afterEach(() => {
  kept.close();
});

test('a unit’s details come without what can’t be read', async () => {
  readable = { LoadState: 'loaded', ActiveState: 'active', Type: 'exec' };
  expect(await manager.details('a.service')).toMatchObject({
    kind: 'service',
    loadState: 'loaded',
    activeState: 'active',
    stateSince: null,
    type: 'exec',
    result: '',
  });
});

test('asks for each property once, also for those that depend on others', async () => {
  readable = { LoadState: 'loaded', ActiveState: 'active', Result: 'exit-code' };
  await manager.details('a.service');
  expect(asked).toContain('ActiveEnterTimestamp');
  expect(asked).not.toContain('InactiveEnterTimestamp');
  expect(asked).toHaveLength(new Set(asked).size);
});

test('reports the first refusal if nothing can be read', async () => {
  refusal = 'org.freedesktop.systemd1.NoSuchUnit';
  await expect(manager.details('a.service')).rejects.toMatchObject({
    problem: { code: 'no-such-unit' },
  });
});
