/** Lingering: what logind reports, and what it would start with nobody logged in (S13). */
import { dropInNames } from '../names/drop-in-names.ts';
import { factsOfType } from '../units/types.ts';

/** Linger= and State= as `loginctl show-user` prints them. */
export interface LingerState {
  linger: boolean;
  /** `active`, `online`, `lingering`, `closing`, `offline`; '' when logind does not know the user. */
  state: string;
}

/** A link in a `.wants`, `.requires` or `.upholds` folder: target → unit. */
export interface WantedLink {
  /** The unit the folder belongs to, of any type: `b.service` may be wanted by `a.service`. */
  target: string;
  unit: string;
  /** The search path folder that contains the link. */
  folder: string;
}

export interface LingerCandidate {
  unit: string;
  /** The unit, or its template, that pulls it in. */
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
 * The enabled services, timers and sockets reachable from what a lingering manager starts: each started unit pulls in
 * what its own folders contain, and those of its template (unit_file_find_dirs() in dropin.c).
 * Targets that wait for a graphical session are not reached, and neither is what they want.
 */
export const startedByLingering = (
  links: readonly WantedLink[],
  ownFolder: string,
): LingerCandidate[] => {
  const reached = new Set(bootTargets);
  const found = new Map<string, LingerCandidate>();
  // Iterating a Set also visits what is added on the way.
  for (const wantedBy of reached) {
    for (const { target, unit, folder } of links) {
      if (target !== wantedBy) continue;
      for (const name of dropInNames(unit)) reached.add(name);
      if (factsOfType(unit).lingers && !found.has(unit))
        found.set(unit, { unit, wantedBy, own: folder === ownFolder });
    }
  }
  return [...found.values()].sort(
    (a, b) => Number(b.own) - Number(a.own) || a.unit.localeCompare(b.unit),
  );
};
