/** What can be done to a unit as a whole: in the menu of its page, and in the context menu of its row. */
import Bell from '@lucide/svelte/icons/bell';
import BellOff from '@lucide/svelte/icons/bell-off';
import Ban from '@lucide/svelte/icons/ban';
import Copy from '@lucide/svelte/icons/copy';
import CopyPlus from '@lucide/svelte/icons/copy-plus';
import FolderOpen from '@lucide/svelte/icons/folder-open';
import LifeBuoy from '@lucide/svelte/icons/life-buoy';
import OctagonX from '@lucide/svelte/icons/octagon-x';
import Pencil from '@lucide/svelte/icons/pencil';
import Pin from '@lucide/svelte/icons/pin';
import PinOff from '@lucide/svelte/icons/pin-off';
import Play from '@lucide/svelte/icons/play';
import Plus from '@lucide/svelte/icons/plus';
import RotateCw from '@lucide/svelte/icons/rotate-cw';
import Square from '@lucide/svelte/icons/square';
import Trash from '@lucide/svelte/icons/trash-2';
import Undo from '@lucide/svelte/icons/undo-2';
import { onUnit, shellLine } from '../../../electron/core/commands.ts';
import { isTemplate, unitNameKind } from '../../../electron/core/names/unit-name.ts';
import { reportPageTexts } from '../../../electron/core/texts/report/page.ts';
import { unitsActionsTexts } from '../../../electron/core/texts/units/actions.ts';
import type { Unit, UnitAction } from '../../../electron/core/units/unit.ts';
import { actionLine } from '../../ui/words/action-labels.ts';
import type { MenuItem } from '../../ui/controls/menu-item.ts';

/** A dialog that changes a unit as a whole. */
export type UnitDialog = 'rename' | 'duplicate' | 'delete' | 'new-instance';

export interface UnitMenuItem extends MenuItem {
  /** The same by hand; null where a dialog shows it, and for what only Hearth knows. */
  command: string | null;
}

export interface UnitMenuOf {
  unit: Unit;
  allowed: ReadonlySet<UnitAction>;
  unitFolder: string;
  /** null if it has no file, or if that is not known. */
  fragmentPath: string | null;
  pinned: boolean;
  onpin: () => void;
  /** Without notifications. */
  muted: boolean;
  onmute: () => void;
  onact: (action: UnitAction) => void;
  onshowfile: () => void;
  onreport: () => void;
  ondialog: (dialog: UnitDialog) => void;
}

/** Whether it can get another name, or a copy: the name of a template is in those of its instances. */
export const canBeNamed = ({ name, own }: Pick<Unit, 'name' | 'own'>): boolean =>
  own && unitNameKind(name) === 'plain';

const masking = ({ unit, allowed, unitFolder, fragmentPath, onact }: UnitMenuOf): UnitMenuItem => {
  // A mask is a link at the file’s own path, and systemctl doesn’t replace a file.
  const inTheWay = unit.own && fragmentPath?.startsWith(`${unitFolder}/`) === true;
  return allowed.has('unmask')
    ? {
        label: unitsActionsTexts.unmask,
        hint: unitsActionsTexts.unmaskHint,
        icon: Undo,
        command: actionLine('unmask', unit),
        run: () => {
          onact('unmask');
        },
      }
    : {
        label: unitsActionsTexts.mask,
        hint: inTheWay ? unitsActionsTexts.maskInTheWay : unitsActionsTexts.maskHint,
        icon: Ban,
        disabled: inTheWay || !allowed.has('mask'),
        command: actionLine('mask', unit),
        run: () => {
          onact('mask');
        },
      };
};

/** What the buttons of the page do; on the page of a template, the form for an instance. */
export const runItems = ({ unit, allowed, onact, ondialog }: UnitMenuOf): UnitMenuItem[] => {
  if (isTemplate(unit.name))
    return [
      {
        label: unitsActionsTexts.newInstance,
        icon: Plus,
        command: null,
        run: () => {
          ondialog('new-instance');
        },
      },
    ];
  const item = (action: 'start' | 'stop' | 'restart', icon: MenuItem['icon']): UnitMenuItem => ({
    label: unitsActionsTexts[action],
    icon,
    disabled: !allowed.has(action),
    command: actionLine(action, unit),
    run: () => {
      onact(action);
    },
  });
  return [
    allowed.has('stop') ? item('stop', Square) : item('start', Play),
    item('restart', RotateCw),
  ];
};

export const menuItems = (of: UnitMenuOf): UnitMenuItem[] => {
  const { unit, allowed, fragmentPath, pinned, onpin, muted, onmute, onact, ondialog } = of;
  const named = (dialog: 'rename' | 'duplicate', icon: MenuItem['icon']): UnitMenuItem => ({
    label: unitsActionsTexts[dialog],
    hint: canBeNamed(unit) ? unitsActionsTexts.hints[dialog] : unitsActionsTexts.notNamed,
    icon,
    disabled: !canBeNamed(unit),
    command: null,
    run: () => {
      ondialog(dialog);
    },
  });
  return [
    {
      label: pinned ? unitsActionsTexts.unpin : unitsActionsTexts.pin,
      hint: pinned ? unitsActionsTexts.unpinHint : unitsActionsTexts.pinHint,
      icon: pinned ? PinOff : Pin,
      command: null,
      run: onpin,
    },
    {
      label: muted ? unitsActionsTexts.unmute : unitsActionsTexts.mute,
      hint: muted ? unitsActionsTexts.unmuteHint : unitsActionsTexts.muteHint,
      icon: muted ? Bell : BellOff,
      command: null,
      run: onmute,
    },
    named('rename', Pencil),
    named('duplicate', CopyPlus),
    masking(of),
    {
      label: unitsActionsTexts.resetFailed,
      hint: unitsActionsTexts.resetFailedHint,
      icon: Undo,
      disabled: !allowed.has('reset-failed'),
      command: actionLine('reset-failed', unit),
      run: () => {
        onact('reset-failed');
      },
    },
    {
      label: unitsActionsTexts.kill,
      hint: unitsActionsTexts.killHint,
      icon: OctagonX,
      disabled: !allowed.has('kill'),
      command: actionLine('kill', unit),
      run: () => {
        onact('kill');
      },
    },
    {
      label: unitsActionsTexts.showFile,
      hint: unitsActionsTexts.showFileHint,
      icon: FolderOpen,
      disabled: fragmentPath === null,
      command: shellLine(onUnit('cat', unit.name)),
      run: of.onshowfile,
    },
    {
      label: reportPageTexts.open,
      hint: unitsActionsTexts.reportHint,
      icon: LifeBuoy,
      command: null,
      run: of.onreport,
    },
    {
      label: unitsActionsTexts.delete,
      hint: unit.own ? unitsActionsTexts.deleteHint : unitsActionsTexts.deleteOnlyOwn,
      icon: Trash,
      danger: unit.own,
      disabled: !unit.own,
      // Its dialog shows them all.
      command: null,
      run: () => {
        ondialog('delete');
      },
    },
  ];
};

/** @param copy puts a text on the clipboard. */
export const copyItems = (
  { unit, fragmentPath }: UnitMenuOf,
  copy: (text: string) => void,
): UnitMenuItem[] => [
  {
    label: unitsActionsTexts.copyName,
    icon: Copy,
    command: null,
    run: () => {
      copy(unit.name);
    },
  },
  {
    label: unitsActionsTexts.copyPath,
    icon: Copy,
    disabled: fragmentPath === null,
    command: null,
    run: () => {
      copy(fragmentPath ?? '');
    },
  },
];
