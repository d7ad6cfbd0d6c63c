import { texts } from '../texts.ts';

/** Why a log has no lines, by the reason. */
export const logsEmptyTexts = texts({
  en: {
    volatile: {
      title: 'You aren’t allowed to read this journal',
      text: 'journald keeps its records in memory here, and only members of the group systemd-journal (or adm) may read those. Join the group and log in again, or have journald keep records on disk, where everyone has a journal of their own.',
    },
    denied: {
      title: 'You aren’t allowed to read this journal',
      text: 'You have journal files, but their permissions keep you from reading them. Members of the group systemd-journal (or adm) can read every journal; systemd-tmpfiles restores the permissions.',
    },
    noJournal: {
      title: 'There is no journal',
      text: 'journald keeps nothing on this machine: journald.conf has Storage=none, or journald isn’t running.',
    },
    filter: { title: 'No lines match these filters', text: 'Without them, there are lines.' },
    rotated: {
      title: 'The lines were rotated away',
      text: 'It ran, but the journal no longer goes back that far: journald deletes its oldest records when they take up too much space.',
    },
    neverRan: {
      title: 'It has never run',
      text: 'systemd hasn’t started it since loading it, and the journal has no records of it. Its output, and systemd’s messages about it, appear here.',
    },
    nothing: {
      title: 'Nothing logged yet',
      text: 'What it writes to standard output and standard error appears here, unless the unit sends it elsewhere (StandardOutput=).',
    },
    clearFilters: 'Clear filters',
  },
});
