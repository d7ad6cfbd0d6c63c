/** Notifications over a server that only takes them, in which time passes at once. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { initialState } from '../../../electron/core/app/state.ts';
import { createStore } from '../../../electron/core/app/store.ts';
import type { Incident } from '../../../electron/core/incidents/incident.ts';
import {
  usualNotices,
  type NoticeSettings,
} from '../../../electron/core/notices/notice-settings.ts';
import type { Missed } from '../../../electron/core/notices/notice.ts';
import { createNotices } from '../../../electron/engine/notices/notices.ts';
import { startBus } from '../../hostile/bus-end.ts';
import { createWriter } from '../../hostile/raw-messages.ts';

const person = {
  name: 'a',
  uid: 1,
  home: '/home/a',
  runtimeFolder: '/run/user/1',
  unitFolder: '/home/a/.config/systemd/user',
  timerFolder: '/home/a/.local/share/systemd/timers',
  configFolder: '/home/a/.config',
};
const unit = 'x.service';
const incident: Incident = {
  unit,
  kind: 'failed',
  since: 1,
  times: 1,
  short: null,
  sentence: null,
  lastLine: null,
  seen: false,
};
const off: NoticeSettings = {
  ...usualNotices,
  kinds: { ...usualNotices.kinds, recovered: false },
};
const muted: NoticeSettings = { ...usualNotices, muted: [unit] };
/** From 22:00 to 7:00. */
const quiet: NoticeSettings = { ...usualNotices, quiet: true };
const failedMeanwhile = 'x failed while Hearth wasn’t running';

let close: () => void;

/** A server that notes what it is to show. */
const startServer = () => {
  const posted: string[] = [];
  const bus = startBus((call, serial) => {
    const [member = ''] = /GetCapabilities|Notify|CloseNotification/.exec(call.toString()) ?? [];
    if (member === '') return false;
    if (member === 'Notify')
      posted.push(/x (?:failed|works)[^\0]*/.exec(call.toString())?.[0] ?? '');
    const [signature, body] = {
      GetCapabilities: ['as', createWriter().number(0)] as const,
      Notify: ['u', createWriter().number(posted.length)] as const,
      CloseNotification: ['', createWriter()] as const,
    }[member as 'Notify'];
    return bus.reply(serial, signature, body.bytes(), ':1.1');
  });
  return { bus, posted };
};

const begin = async (first: NoticeSettings = usualNotices, missed: readonly Missed[] = []) => {
  const { bus, posted } = startServer();
  const store = createStore(initialState(person, { hearth: '0', electron: '0' })).account;
  const notices = createNotices({
    store,
    host: { bus: () => Promise.resolve(bus.stream) },
    icon: 'hearth',
    missed: () => Promise.resolve(missed),
    mark: () => undefined,
    mute: () => Promise.resolve(),
    command: () => undefined,
    bugs: {
      report: (bug) => {
        throw bug;
      },
    },
  });
  close = notices.close;
  const soon = () => vi.advanceTimersByTimeAsync(3000);
  const set = async (settings: NoticeSettings): Promise<void> => {
    store.dispatch({ kind: 'notices', settings });
    notices.refresh();
    await soon();
  };
  const fails = async (): Promise<void> => {
    store.dispatch({ kind: 'incidents', changed: [incident], ended: [] });
    notices.take({ begun: [incident], ended: [], isFirst: false });
    await soon();
  };
  const recovers = async (): Promise<void> => {
    store.dispatch({ kind: 'incidents', changed: [], ended: [unit] });
    const ended = [{ incident, works: true, byPerson: false, inView: false }];
    notices.take({ begun: [], ended, isFirst: false });
    await soon();
  };
  store.dispatch({ kind: 'notices', settings: first });
  const begun = missed.some(({ works }) => !works) ? [incident] : [];
  store.dispatch({ kind: 'incidents', changed: begun, ended: [] });
  notices.take({ begun, ended: [], isFirst: true });
  await soon();
  return { posted, set, fails, recovers };
};

/** Local time, on the first of the month or another day. */
const at = (hours: number, minutes: number, day = 1): Date =>
  new Date(2026, 0, day, hours, minutes);
const until = async (time: Date): Promise<void> => {
  await vi.advanceTimersByTimeAsync(time.getTime() - Date.now());
};

beforeEach(() => {
  vi.useFakeTimers();
  vi.setSystemTime(at(12, 0));
});
afterEach(() => {
  close();
  vi.useRealTimers();
});

describe('a recovery', () => {
  test('is told when its failure was', async () => {
    const { posted, fails, recovers } = await begin();
    await fails();
    await recovers();
    expect(posted).toEqual(['x failed', 'x works again']);
  });

  test.each([
    ['whose kind is off', off],
    ['of a muted unit', muted],
  ])('%s isn’t told later either', async (_, unheard) => {
    const { posted, set, fails, recovers } = await begin();
    await fails();
    await set(unheard);
    await recovers();
    await set(usualNotices);
    expect(posted).toEqual(['x failed']);
  });

  test.each([
    ['its kind is turned off', off],
    ['its unit is muted', muted],
  ])('that is held back is dropped when %s', async (_, unheard) => {
    const { posted, set, fails, recovers } = await begin();
    await fails();
    vi.setSystemTime(at(23, 0));
    await set(quiet);
    await recovers();
    await set({ ...unheard, quiet: true });
    await set(usualNotices);
    expect(posted).toEqual(['x failed']);
  });

  test('in quiet hours is told when they end, by itself', async () => {
    const { posted, fails, recovers } = await begin(quiet);
    await fails();
    await until(at(23, 0));
    await recovers();
    await until(at(6, 59, 2));
    expect(posted).toEqual(['x failed']);
    await until(at(7, 2, 2));
    expect(posted).toEqual(['x failed', 'x works again']);
  });

  test('of what failed in quiet hours is no news', async () => {
    vi.setSystemTime(at(23, 0));
    const { posted, fails, recovers } = await begin(quiet);
    await fails();
    await recovers();
    await until(at(8, 0, 2));
    expect(posted).toEqual([]);
  });

  test('of what failed in quiet hours again is no news', async () => {
    vi.setSystemTime(at(21, 0));
    const { posted, fails, recovers } = await begin(quiet);
    await fails();
    await recovers();
    await until(at(23, 0));
    await fails();
    await recovers();
    await until(at(8, 0, 2));
    expect(posted).toEqual(['x failed', 'x works again']);
  });
});

describe('a failure before Hearth started', () => {
  const missed = [{ unit, at: 1, works: false }];

  test('is held back in quiet hours, and no news if it is over when they end', async () => {
    vi.setSystemTime(at(23, 0));
    const held = await begin(quiet, missed);
    await until(at(7, 2, 2));
    expect(held.posted).toEqual([failedMeanwhile]);
    await held.recovers();
    expect(held.posted).toEqual([failedMeanwhile, 'x works again']);
    close();
    vi.setSystemTime(at(23, 0));
    const over = await begin(quiet, missed);
    await over.recovers();
    await until(at(8, 0, 2));
    expect(over.posted).toEqual([]);
  });

  test('doesn’t make the end of another, which was held back, news', async () => {
    vi.setSystemTime(at(21, 0));
    const { posted, fails, recovers } = await begin(quiet, [{ unit, at: 1, works: true }]);
    await until(at(23, 0));
    await fails();
    await recovers();
    await until(at(8, 0, 2));
    expect(posted).toEqual([failedMeanwhile]);
  });

  test('isn’t told when its kind is turned on later', async () => {
    const { posted, set } = await begin(
      { ...usualNotices, kinds: { ...usualNotices.kinds, failed: false } },
      missed,
    );
    await set(usualNotices);
    expect(posted).toEqual([]);
  });
});
