import { code } from '../marks.ts';
import { texts } from '../texts.ts';

/** What systemd doesn’t load. */
export const diagnosisRefusedTexts = texts({
  en: {
    badLine: (line: string) => `systemd refuses line ${line}.`,
    /** `why` is a sentence of the editor’s, or systemd’s own, without its full stop. */
    badLineWhy: (of: { line: string; why: string }) =>
      `systemd refuses line ${of.line}: ${of.why}.`,
    /** `why` is systemd’s own. */
    badUnit: (why: string) => `systemd refuses this unit: ${why}`,
    noCommand: 'systemd refuses this unit: it has no ExecStart=.',
    unreadable: (why: string) => `systemd can’t read the file of this unit: ${why}`,
    masked: 'Masked: it can’t be started until it’s unmasked.',
    emptyFile: 'Its file is empty, which systemd takes as masked.',
    unitMissing: (unit: string) => `There is no file for ${code(unit)}.`,
    busNameTwice: (of: { busName: string; by: string }) =>
      `systemd refuses this unit: ${code(of.by)} has the same BusName=, ${code(of.busName)}.`,
    busNameOf: (of: { busName: string; by: string }) => `${of.by}: BusName=${of.busName}`,
    /** `why` may be empty. */
    loadState: (of: { state: string; why: string }) =>
      of.why === '' ? `LoadState=${of.state}` : `LoadState=${of.state}: ${of.why}`,

    short: {
      badLine: (line: string) => `line ${line} refused`,
      badUnit: 'refused by systemd',
      noCommand: 'no command',
      unreadable: 'unit file unreadable',
      masked: 'masked',
      unitMissing: 'unit file missing',
      busNameTwice: 'D-Bus name twice',
    },
  },
});
