/** What each type of unit is and can: the one place that knows. systemd.unit(5), org.freedesktop.systemd1(5). */
import { unitTypeOf, type UnitType } from '../names/unit-name.ts';

export type UnitFamily =
  'service' | 'timer' | 'socket' | 'path' | 'target' | 'mount' | 'group' | 'device';

interface UnitTypeFacts {
  /** Types of the same family are shown together in the list; null for none. */
  family: UnitFamily | null;
  /** The D-Bus interface that says where its processes are and what became of them; null for a type without. */
  interface: string | null;
  /** Can be started by hand: others come into being by the kernel's or a program's doing. */
  starts: boolean;
  stops: boolean;
  /** Restarting it means something. */
  restarts: boolean;
  reloads: boolean;
  /** Has processes of its own, which can be killed. */
  kills: boolean;
  /** unit_type_may_template() in systemd. */
  templates: boolean;
  /** unit_type_may_alias() in systemd. */
  aliases: boolean;
  /** Usually of a file; most others come from the kernel or from programs. */
  ofFile: boolean;
  /** A program makes one while it runs, as systemd-run does; else a generator or the kernel does. */
  transient: boolean;
  /** Shown among what lingering starts. */
  lingers: boolean;
  /** Runs a program of the person's own: shown in tray and panel, made by the form. */
  runsProgram: boolean;
}

const usual = {
  interface: null,
  starts: true,
  stops: true,
  restarts: true,
  reloads: false,
  kills: false,
  templates: true,
  aliases: true,
  ofFile: true,
  transient: false,
  lingers: false,
  runsProgram: false,
};
/** Made by the kernel, fstab or programs. */
const made = { ...usual, templates: false, aliases: false, ofFile: false };

export const unitTypes: Record<UnitType, UnitTypeFacts> = {
  service: {
    ...usual,
    family: 'service',
    interface: 'Service',
    reloads: true,
    kills: true,
    transient: true,
    lingers: true,
    runsProgram: true,
  },
  timer: { ...usual, family: 'timer', transient: true, lingers: true },
  socket: { ...usual, family: 'socket', interface: 'Socket', lingers: true },
  path: { ...usual, family: 'path' },
  target: { ...usual, family: 'target', restarts: false },
  mount: { ...made, family: 'mount', interface: 'Mount' },
  automount: { ...made, family: 'mount' },
  swap: { ...made, family: 'mount', interface: 'Swap', restarts: false },
  slice: { ...made, family: 'group', interface: 'Slice', restarts: false },
  scope: {
    ...made,
    family: 'group',
    interface: 'Scope',
    starts: false,
    restarts: false,
    kills: true,
    transient: true,
  },
  device: {
    ...made,
    family: 'device',
    starts: false,
    stops: false,
    restarts: false,
    aliases: true,
  },
};

/** What is named like no unit can do nothing. */
const noType: UnitTypeFacts = {
  ...made,
  family: null,
  starts: false,
  stops: false,
  restarts: false,
};

/** What the type of a unit of this name is and can. */
export const factsOfType = (name: string): UnitTypeFacts =>
  (unitTypes as Partial<Record<string, UnitTypeFacts>>)[unitTypeOf(name)] ?? noType;
