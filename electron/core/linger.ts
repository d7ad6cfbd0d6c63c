/** Lingering: what logind says, and what it would start with nobody logged in (S13). */

/** Linger= and State= as `loginctl show-user` tells them. */
export interface LingerState {
  linger: boolean;
  /** `active`, `online`, `lingering`, `closing`, `offline`; '' when logind does not know the user. */
  state: string;
}

/** A link in a `.wants` or `.requires` folder: target → unit. */
export interface WantedLink {
  target: string;
  unit: string;
  /** The folder of the search path in which the link lies. */
  folder: string;
}

export interface LingerCandidate {
  unit: string;
  /** The target whose start brings it along. */
  wantedBy: string;
  own: boolean;
}

/** What the user manager starts at boot: default.target, and what basic.target pulls in. systemd.special(7). */
const bootTargets = [
  'default.target',
  'basic.target',
  'sockets.target',
  'timers.target',
  'paths.target',
];

/**
 * The enabled services, timers and sockets reachable from what a lingering manager starts.
 * Targets that wait for a graphical session are not reached, so neither is what they want.
 */
export const startedByLingering = (
  links: readonly WantedLink[],
  ownFolder: string,
): LingerCandidate[] => {
  const reached = new Set(bootTargets);
  for (let grew = true; grew;) {
    grew = false;
    for (const { target, unit } of links) {
      if (unit.endsWith('.target') && reached.has(target) && !reached.has(unit)) {
        reached.add(unit);
        grew = true;
      }
    }
  }
  const found = new Map<string, LingerCandidate>();
  for (const { target, unit, folder } of links) {
    if (!reached.has(target) || found.has(unit) || !/\.(service|timer|socket)$/.test(unit))
      continue;
    found.set(unit, { unit, wantedBy: target, own: folder === ownFolder });
  }
  return [...found.values()].sort(
    (a, b) => Number(b.own) - Number(a.own) || a.unit.localeCompare(b.unit),
  );
};
