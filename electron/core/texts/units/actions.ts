import { texts } from '../texts.ts';

/** What can be done to a unit: buttons and menus of its page, the tray and the panel. */
export const unitsActionsTexts = texts({
  en: {
    start: 'Start',
    stop: 'Stop',
    restart: 'Restart',
    reload: 'Reload',
    kill: 'Kill',
    enable: 'Enable',
    disable: 'Disable',
    startUnit: (unit: string) => `Start ${unit}`,
    stopUnit: (unit: string) => `Stop ${unit}`,
    /** Why a button is off: `state` like “masked”. */
    notNow: (state: string) => `Not possible now: ${state}.`,
    toolbar: 'Actions',
    commandForThis: 'Command for this action',
    /** Beside that command: `label` is the name of a button. */
    whatItDoes: (label: string) => `what “${label}” does`,
    startAutomatically: 'Start automatically',

    more: 'More',
    killHint: 'Force-quits it (SIGKILL). Unsaved work is lost.',
    pin: 'Pin',
    pinHint: 'Keeps it at the top of the list.',
    unpin: 'Unpin',
    unpinHint: 'Moves it back to its group in the list.',
    mute: 'Mute notifications',
    muteHint: 'Failures then appear only in the tray and in this window.',
    unmute: 'Unmute notifications',
    unmuteHint: 'Notifies you again when it fails.',
    mask: 'Mask',
    maskHint: 'Nothing can start it until you unmask it, not even you.',
    maskInTheWay:
      'Your own services can’t be masked: their file is where the mask would go. Stop and disable it instead.',
    unmask: 'Unmask',
    unmaskHint: 'Lets it start again.',
    resetFailed: 'Reset failed state',
    resetFailedHint: 'Clears the failure and the restart counter. Starts nothing.',
    showFile: 'Show file',
    showFileHint: 'Opens the folder that holds its unit file.',
    newInstance: 'New instance…',
    reportHint: 'Puts what helps to find a cause into one archive, for you to pass on.',
    rename: 'Rename…',
    duplicate: 'Duplicate…',
    hints: {
      rename: 'Gives it another name, with everything that belongs to it.',
      duplicate: 'Makes another unit from its files.',
    },
    notNamed: 'Only for your own units, except templates and their instances.',
    copyName: 'Copy name',
    copyPath: 'Copy path of its file',
    menuOf: (unit: string) => `Actions on ${unit}`,
    delete: 'Delete…',
    deleteHint: 'Stops and disables it, then moves its file to the trash.',
    deleteOnlyOwn: 'You can only delete your own services.',

    /** Why “Start automatically” cannot be switched now. */
    waitForStart: 'Wait until it has started.',
    waitForStop: 'Wait until it has stopped.',
    waitForAction: 'Wait until this is done.',
    unmaskFirst: 'It is masked. Unmask it first.',
    cannotBeEnabled: 'systemd doesn’t report whether it can be enabled.',
    notEnabled: {
      static: 'Its file has no [Install] section. Other units start it when they need it.',
      generated: 'A generator created it at run time and decides what starts it.',
      transient: 'A program created it at run time. Such units can’t be enabled.',
      alias: 'This is an alias. Enable the unit it points to.',
    },
  },
});
