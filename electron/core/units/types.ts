/** What each type of unit is and can do: the only place that knows. systemd.unit(5), org.freedesktop.systemd1(5). */
import { unitTypeOf, type UnitType } from '../names/unit-name.ts';

interface UnitTypeFacts {
  /** The list filter that shows it: the first of the types shown together. */
  filter: 'service' | 'timer' | 'socket' | 'path' | 'target' | 'mount' | 'slice' | 'device';
  /** The D-Bus interface with what only its type has; null where that is of no interest. */
  interface: string | null;
  /** Can be started by hand: the kernel or a program creates the others. */
  starts: boolean;
  stops: boolean;
  /** Restarting it makes sense. */
  restarts: boolean;
  reloads: boolean;
  /** Has processes of its own, which can be killed. */
  kills: boolean;
  /** unit_type_may_template() in systemd. */
  templates: boolean;
  /** unit_type_may_alias() in systemd. */
  aliases: boolean;
  /** Usually from a file; most others come from the kernel or from programs. */
  ofFile: boolean;
  /** Created by a program at run time, as systemd-run does; else by a generator or the kernel. */
  transient: boolean;
  /** Shown among what lingering starts. */
  lingers: boolean;
  /** The setting that names what it starts, a unit of the same name without it; null if it starts none. */
  triggerKey: 'Unit' | 'Service' | null;
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
  triggerKey: null,
  runsProgram: false,
};
/** Made by the kernel, fstab or programs. */
const made = { ...usual, templates: false, aliases: false, ofFile: false };

export const unitTypes: Record<UnitType, UnitTypeFacts> = {
  service: {
    ...usual,
    filter: 'service',
    interface: 'Service',
    reloads: true,
    kills: true,
    transient: true,
    lingers: true,
    runsProgram: true,
  },
  timer: {
    ...usual,
    filter: 'timer',
    interface: 'Timer',
    transient: true,
    lingers: true,
    triggerKey: 'Unit',
  },
  socket: {
    ...usual,
    filter: 'socket',
    interface: 'Socket',
    lingers: true,
    triggerKey: 'Service',
  },
  path: { ...usual, filter: 'path', interface: 'Path', lingers: true, triggerKey: 'Unit' },
  target: { ...usual, filter: 'target', restarts: false },
  mount: { ...made, filter: 'mount', interface: 'Mount' },
  automount: { ...made, filter: 'mount' },
  swap: { ...made, filter: 'mount', interface: 'Swap', restarts: false },
  slice: { ...made, filter: 'slice', interface: 'Slice', restarts: false },
  scope: {
    ...made,
    filter: 'slice',
    interface: 'Scope',
    starts: false,
    restarts: false,
    kills: true,
    transient: true,
  },
  device: {
    ...made,
    filter: 'device',
    starts: false,
    stops: false,
    restarts: false,
    aliases: true,
  },
};

/** A name without a unit type can do nothing. */
const noType: Omit<UnitTypeFacts, 'filter'> & { filter: null } = {
  ...made,
  filter: null,
  starts: false,
  stops: false,
  restarts: false,
};

/** What the type of a unit with this name is and can do. */
export const factsOfType = (name: string): UnitTypeFacts | typeof noType =>
  (unitTypes as Partial<Record<string, UnitTypeFacts>>)[unitTypeOf(name)] ?? noType;
