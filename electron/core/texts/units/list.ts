import { number, plural } from '../counting.ts';
import { texts } from '../texts.ts';

/** The list of services: its groups, filters and rows. */
export const unitsListTexts = texts({
  en: {
    services: 'Services',
    search: 'Search services',
    filters: 'Filters',
    groups: {
      pinned: 'Pinned',
      mine: 'Yours',
      application: 'Applications',
      administrator: 'Administrator',
      distribution: 'Distribution',
      generated: 'Generated',
      transient: 'Transient',
    },
    /** Beside a group’s title: how many units it has, and how many of them failed. */
    failedInGroup: (of: { units: number; failed: number }) =>
      `${number(of.units)}, ${number(of.failed)} failed`,

    filterByType: 'Filter by type',
    types: {
      service: 'Services',
      timer: 'Timers',
      socket: 'Sockets',
      path: 'Paths',
      target: 'Targets',
      mount: 'Mounts, swaps',
      slice: 'Slices, scopes',
      device: 'Devices',
      template: 'Templates, aliases',
      all: 'All types',
    },
    filterByState: 'Filter by state',
    states: {
      any: 'Any state',
      up: 'Running',
      failed: 'Failed',
      stopped: 'Stopped',
      enabled: 'Start automatically',
      masked: 'Masked',
      changed: 'Changed on disk',
    },
    sort: 'Sort',
    sortings: { name: 'Failed first', state: 'By state', changed: 'Last changed' },

    noServices: 'No services here.',
    noUnits: 'No units here.',
    noMatchInList: (query: string) => `Nothing in this list matches “${query}”.`,
    noServiceMatches: (query: string) => `No service matches “${query}”.`,
    noUnitMatches: (query: string) => `No unit matches “${query}”.`,
    showElsewhere: {
      all: (count: number) =>
        plural(count, {
          one: 'Show 1 in all types',
          other: `Show ${number(count)} in all types`,
        }),
      template: (count: number) =>
        plural(count, {
          one: 'Show 1 template or alias',
          other: `Show ${number(count)} templates and aliases`,
        }),
      device: (count: number) =>
        plural(count, { one: 'Show 1 device', other: `Show ${number(count)} devices` }),
    },

    pinKey: 'Pin (P)',
    unpinKey: 'Unpin (P)',
    changedOnDisk: 'changed on disk',
    changedOnDiskExplained: 'Changed on disk: systemd still uses the old version',
    hasDropIns: 'has drop-ins',
  },
});
