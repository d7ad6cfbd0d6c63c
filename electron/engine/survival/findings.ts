/** How heavy units were lately, and what they need that a logged-out person doesn’t have. */
import type { AccountStore } from '../../core/app/store.ts';
import { homeNeed, needsOf, type MountedPlace, type Need } from '../../core/survival/needs.ts';
import {
  inOrderOfConcern,
  type LingerReview,
  type ReviewedUnit,
  type UnitLoad,
} from '../../core/survival/review.ts';
import { parse, type Assignment } from '../../core/syntax/unit-file.ts';
import { decodeUtf8 } from '../../core/text/utf8.ts';
import { isServiceName } from '../../core/names/unit-name.ts';
import { placeOfPerson, unitSpecifiers } from '../../core/units/unit-specifiers.ts';
import type { Host } from '../../host/host.ts';
import { programOf, type UnitStore } from '../../system/units/unit-store.ts';
import type { Inventory } from '../units/inventory.ts';

/** Nobody writes longer scripts by hand. */
const scriptBytesMax = 64 * 1024;

type Started = Omit<ReviewedUnit, 'load' | 'needs'>;

interface Deps {
  store: AccountStore;
  host: Pick<Host, 'files' | 'mounts' | 'usage'>;
  inventory: Pick<Inventory, 'running'>;
  unitStore: Pick<UnitStore, 'look'>;
  consumed(): Promise<ReadonlyMap<string, UnitLoad>>;
}

/** What actually runs: a timer is as heavy as its service. */
const ranBy = ({ unit, starts }: Pick<Started, 'unit' | 'starts'>): string => starts ?? unit;

export const createFindings = ({ store, host, inventory, unitStore, consumed }: Deps) => {
  const { person } = store.state();
  const folders = { home: person.home, runtime: person.runtimeFolder };

  const loadsOf = async (units: readonly string[]): Promise<Map<string, UnitLoad>> => {
    const [lastRuns, running] = await Promise.all([
      consumed(),
      inventory.running(units.filter(isServiceName)),
    ]);
    const now = Date.now();
    const current = await Promise.all(
      [...running].map(async ([unit, { controlGroup, since }]) => {
        const { cpuNanoseconds, memoryBytes } = await host.usage(controlGroup);
        const seconds = since === null ? null : Math.max(0, (now - since) / 1000);
        return [unit, { from: 'now', cpuNanoseconds, seconds, memoryBytes }] as const;
      }),
    );
    return new Map([...lastRuns, ...current]);
  };

  /** The shell scripts among these programs, by path. */
  const scriptsAt = async (programs: readonly string[]): Promise<Map<string, string>> => {
    const looks = await host.files.look(programs);
    const small = programs.filter((_, index) => {
      const look = looks[index];
      return look?.kind === 'file' && look.readable && look.sizeBytes <= scriptBytesMax;
    });
    const read = await Promise.all(
      small.map(async (path) => {
        // Removed or replaced since; then nothing is known of it.
        const file = await host.files.read(path).catch(() => null);
        return [path, file === null ? '' : decodeUtf8(file.bytes)] as const;
      }),
    );
    return new Map(read.filter(([, text]) => /^#!.*\b(?:sh|bash|dash|zsh|ksh|fish)\b/.test(text)));
  };

  const assignmentsOf = async (units: readonly string[]): Promise<Map<string, Assignment[]>> => {
    const bytes = await (await unitStore.look(units)).bytesOf(units);
    return new Map(
      [...bytes].map(([unit, files]) => [
        unit,
        files.flatMap((file) => [...parse(file).assignments]),
      ]),
    );
  };

  const needsIn = async (
    units: readonly string[],
    mounts: readonly MountedPlace[],
  ): Promise<Map<string, Need[]>> => {
    const texts = await assignmentsOf(units);
    const programs = new Map(
      [...texts].map(([unit, assignments]) => [unit, programOf(assignments, folders)]),
    );
    const scripts = await scriptsAt([
      ...new Set([...programs.values()].filter((program) => program !== null)),
    ]);
    const place = placeOfPerson(person);
    return new Map(
      [...texts].map(([unit, assignments]) => [
        unit,
        needsOf({
          assignments,
          specifiers: unitSpecifiers(unit, place),
          script: scripts.get(programs.get(unit) ?? '') ?? null,
          mounts,
          home: person.home,
        }),
      ]),
    );
  };

  return async (started: readonly Started[]): Promise<Pick<LingerReview, 'units' | 'home'>> => {
    const mounts = await host.mounts();
    const all = [...new Set(started.flatMap((one) => [one.unit, ranBy(one)]))];
    const [loads, needs] = await Promise.all([loadsOf(all), needsIn(all, mounts)]);
    const units = started.map((one) => ({
      ...one,
      load: loads.get(ranBy(one)) ?? null,
      needs: needs.get(ranBy(one)) ?? [],
    }));
    return { units: units.sort(inOrderOfConcern), home: homeNeed(mounts, person.home) };
  };
};

export type ReviewFindings = ReturnType<typeof createFindings>;
