import { texts } from '../texts.ts';

/** The state of a unit, or what Hearth is doing to it, in a word. */
export const unitsStatesTexts = texts({
  en: {
    states: {
      running: 'running',
      finished: 'finished',
      active: 'active',
      listening: 'listening',
      waiting: 'waiting',
      mounted: 'mounted',
      plugged: 'plugged in',
      failed: 'failed',
      masked: 'masked',
      maintenance: 'in maintenance',
      starting: 'starting',
      stopping: 'stopping',
      reloading: 'reloading',
      restarting: 'restarting',
      crashing: 'crashing',
      refused: 'refused by systemd',
      stopped: 'stopped',
      'proof-late': 'running, proof late',
      'proof-lost': 'running without proof',
    },
    underWay: {
      start: 'starting…',
      stop: 'stopping…',
      restart: 'restarting…',
      reload: 'reloading…',
      enable: 'enabling…',
      disable: 'disabling…',
      mask: 'masking…',
      unmask: 'unmasking…',
      'reset-failed': 'resetting…',
      kill: 'killing…',
      delete: 'deleting…',
      rename: 'renaming…',
      recover: 'recovering…',
    },
  },
});
