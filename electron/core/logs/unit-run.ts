/** One run of a unit, by what every line of it carries, also one whose unit journald did not learn. */

export interface UnitRun {
  mainPid: number;
  uid: number;
  /** Milliseconds since the epoch. */
  since: number;
}

/** What `-u` stands for in journalctl --user, and the process by its id. */
export const runWords = (unit: string, { mainPid, uid, since }: UnitRun): string[] => {
  const whose = `_UID=${String(uid)}`;
  const fields = ['_SYSTEMD_USER_UNIT', 'USER_UNIT', 'COREDUMP_USER_UNIT'];
  return [
    `--since=@${String(Math.floor(since / 1000))}`,
    ...fields.flatMap((field) => [`${field}=${unit}`, whose, '+']),
    ...[`_PID=${String(mainPid)}`, whose],
  ];
};
