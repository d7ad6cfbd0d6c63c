/**
 * All causes with their numbers. Numbers are in people’s notes and scripts: add, but never renumber or reuse.
 * 1xx: the program couldn’t be run · 2xx: its surroundings · 3xx: systemd refuses it · 4xx: how it ended ·
 * 5xx: time limits and readiness · 6xx: restarts and other units · 7xx: resources · 8xx: environment ·
 * 9xx: not running.
 *
 * What is claimed is never more than its evidence. Exit codes 1 and 255 say nothing, so with no line that is known here
 * they are “not known”; every other code of the program’s own is HE-402.
 */
import type { CauseNumber } from './cause.ts';

export const causeNumbers = {
  'program-missing': 'HE-101',
  'not-executable': 'HE-102',
  'program-is-folder': 'HE-103',
  'wrong-architecture': 'HE-104',
  'interpreter-missing': 'HE-105',
  'interpreter-not-in-path': 'HE-106',
  'carriage-return': 'HE-107',
  'noexec-mount': 'HE-108',
  'not-a-program': 'HE-109',
  'loader-missing': 'HE-110',
  'library-missing': 'HE-111',
  'program-out-of-reach': 'HE-112',
  'command-missing': 'HE-113',
  'command-not-executable': 'HE-114',
  'not-mounted': 'HE-115',
  'not-there-yet': 'HE-116',

  'working-folder-missing': 'HE-201',
  'working-folder-closed': 'HE-202',
  'working-folder-is-file': 'HE-203',
  'environment-file-missing': 'HE-204',
  'environment-file-unreadable': 'HE-205',
  'output-folder-missing': 'HE-206',
  'output-not-writable': 'HE-207',
  'input-missing': 'HE-208',
  'own-folder-impossible': 'HE-209',
  'credential-missing': 'HE-210',

  'bad-setting': 'HE-301',
  masked: 'HE-302',
  'unit-missing': 'HE-303',
  'bus-name-twice': 'HE-304',
  'no-command': 'HE-305',
  'group-refused': 'HE-306',
  'user-refused': 'HE-307',
  'capabilities-refused': 'HE-308',
  'namespace-refused': 'HE-309',
  'seccomp-refused': 'HE-310',
  'setting-refused': 'HE-311',
  'sandbox-path-missing': 'HE-312',
  'file-unreadable': 'HE-313',

  'ended-at-once': 'HE-401',
  'exit-code': 'HE-402',
  'killed-by-signal': 'HE-403',
  'out-of-memory': 'HE-404',
  'core-dumped': 'HE-405',
  'ended-by-sigterm': 'HE-406',
  'cpu-limit': 'HE-407',
  'file-size-limit': 'HE-408',
  'call-forbidden': 'HE-409',
  'python-error': 'HE-410',
  'node-error': 'HE-411',
  'java-error': 'HE-412',
  'start-pre-failed': 'HE-413',
  'start-post-failed': 'HE-414',
  'stop-failed': 'HE-415',

  'start-timeout': 'HE-501',
  'stop-timeout': 'HE-502',
  watchdog: 'HE-503',
  'never-ready': 'HE-504',
  'does-not-fork': 'HE-505',
  'pid-file': 'HE-506',
  'forks-away': 'HE-507',
  'ready-not-accepted': 'HE-508',
  'bus-name-never-came': 'HE-509',
  'runtime-limit': 'HE-510',
  'ready-unsaid': 'HE-511',

  'start-limit': 'HE-601',
  'restart-loop': 'HE-602',
  'dependency-failed': 'HE-603',
  'dependency-missing': 'HE-604',
  'ordering-cycle': 'HE-605',
  'condition-unmet': 'HE-606',
  'assertion-unmet': 'HE-607',
  'exec-condition': 'HE-608',
  'socket-not-listening': 'HE-609',
  'socket-service-fails': 'HE-610',
  'socket-service-missing': 'HE-611',
  'trigger-limit': 'HE-612',

  'port-taken': 'HE-701',
  'port-privileged': 'HE-702',
  'permission-denied': 'HE-703',
  'disk-full': 'HE-704',
  'network-unreachable': 'HE-705',
  'name-not-resolved': 'HE-706',
  'bus-name-taken': 'HE-707',
  'read-only': 'HE-708',
  'too-many-files': 'HE-709',
  'address-not-here': 'HE-710',
  'file-missing': 'HE-711',

  'not-in-path': 'HE-801',
  'display-missing': 'HE-802',
  'variable-missing': 'HE-803',
  'no-graphical-session': 'HE-804',

  disabled: 'HE-901',
  'no-install': 'HE-902',
  'target-missing': 'HE-903',
  'target-not-reached': 'HE-904',
  stopped: 'HE-905',
  'waits-for-trigger': 'HE-906',
  'trigger-off': 'HE-907',
  'enabled-later': 'HE-908',
} as const satisfies Record<string, CauseNumber>;

/** A key of the texts of causes: core/texts/diagnosis/. */
export type CauseName = keyof typeof causeNumbers;
