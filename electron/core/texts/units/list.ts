import { number, plural } from '../counting.ts';
import { texts } from '../texts.ts';

/** The list of services: its groups, filters and rows. */
export const unitsListTexts = texts({
  en: {
    services: 'Services',
    search: 'Search services',
    filters: 'Filters',
    find: 'Search and filter the list',
    /** What is at a row: `description` says what the unit is. */
    about: (of: { name: string; description: string }) => `${of.name}: ${of.description}`,
    groups: {
      attention: 'Needs attention',
      pinned: 'Pinned',
      mine: 'Yours',
      system: 'From your system',
      application: 'Applications',
      administrator: 'Administrator',
      distribution: 'Distribution',
      generated: 'Generated',
      transient: 'Transient',
    },
    filterByType: 'Filter by type',
    types: {
      usual: 'Services and what starts them',
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
    sortings: { name: 'By name', state: 'By state', changed: 'Last changed' },

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

    /** At the row of a template. */
    instances: (count: number) =>
      plural(count, { one: '1 instance', other: `${number(count)} instances` }),
    foldKey: 'Hide its instances (←)',
    unfoldKey: 'Show its instances (→)',

    pinKey: 'Pin (P)',
    unpinKey: 'Unpin (P)',
    changedOnDisk: 'changed on disk',
    changedOnDiskExplained: 'Changed on disk: systemd still uses the old version',
    hasDropIns: 'has drop-ins',
  },
});
