import { allOf } from '../counting.ts';
import { code } from '../marks.ts';
import { texts } from '../texts.ts';

/** What mends a service: the label of its button, and what it does. */
export const diagnosisRemediesTexts = texts({
  en: {
    start: {
      label: 'Start it',
      explanation: 'Starts it: nothing is blocking it now.',
    },
    tryAgain: {
      label: 'Try again',
      explanation: 'Start it again; it may end the same way.',
    },
    makeFile: (path: string) => ({
      label: 'Create an empty file',
      explanation: `Creates ${code(path)} without any variables, and starts it again.`,
    }),
    useFound: (path: string) => ({
      label: `Use ${path}`,
      explanation: `Runs ${code(path)} instead, and starts it again.`,
    }),
    useMeant: (path: string) => ({
      label: `Use ${path}`,
      explanation: `Did you mean ${code(path)}? Uses it instead, and starts it again.`,
    }),
    mount: (point: string) => ({
      label: `Mount ${point}`,
      explanation: `Mount ${code(point)}, then start the service again.`,
    }),
    openWay: (folder: string) => ({
      label: 'Show permissions',
      explanation: `Allow yourself to enter ${code(folder)}. The command shows the permissions on the way.`,
    }),
    makeExecutable: (path: string) => ({
      label: 'Make it executable',
      explanation: `Sets the executable bit of ${code(path)}, and starts it again.`,
    }),
    makeExecutableAsRoot: (path: string) => ({
      label: 'Make it executable',
      explanation: `${code(path)} isn’t yours, so this needs administrator rights.`,
    }),
    moveFromNoexec: (point: string) => ({
      label: 'Move it elsewhere',
      explanation: `Move the program away from ${code(point)}, and change the command.`,
    }),
    removeReturns: (path: string) => ({
      label: 'Fix line endings',
      explanation: `Removes the carriage returns from ${code(path)}, and starts it again.`,
    }),
    runWith: (path: string) => ({
      label: `Run it with ${path}`,
      explanation: `Puts ${code(path)} before the program in the command, and starts it again.`,
    }),
    runWithShell: {
      label: 'Run it with /bin/sh',
      explanation: `Puts ${code('/bin/sh')} before the script in the command, and starts it again.`,
    },
    getForMachine: (machine: string) => ({
      label: `Get it for ${machine}`,
      explanation: `Install the version of the program for ${machine}.`,
    }),
    getForLibrary: {
      label: 'Get it for this system',
      explanation: 'Install the version of the program for this distribution.',
    },
    extendPath: (folder: string) => ({
      label: 'Add its folder to PATH',
      explanation: `Adds ${code(folder)} to the PATH of this service, and starts it again.`,
    }),
    makeFolder: (path: string) => ({
      label: 'Create the folder',
      explanation: `Creates ${code(path)}, and starts it again.`,
    }),
    addMode: (path: string) => ({
      label: 'Allow it',
      explanation: `Gives you the missing permission for ${code(path)}, and starts it again.`,
    }),
    lookAtMode: (path: string) => ({
      label: 'Show permissions',
      explanation: `The command shows who may use ${code(path)}.`,
    }),
    makeOptional: {
      label: 'Start without the file',
      explanation: `Puts a ${code('-')} before the path, so that the file may be missing, and starts it again.`,
    },
    makePathOptional: {
      label: 'Start without the path',
      explanation: `Puts a ${code('-')} before the path, so that it may be missing, and starts it again.`,
    },
    useJournal: {
      label: 'Write to the journal',
      explanation:
        'Removes the setting, so that its output goes to the journal, and starts it again.',
    },
    freeSpace: {
      label: 'Free some space',
      explanation: 'Delete files that you no longer need. The command shows how full the disk is.',
    },
    openLine: (line: string) => ({
      label: `Open line ${line}`,
      explanation: `Correct line ${line} in the editor.`,
    }),
    unmask: {
      label: 'Unmask',
      explanation: 'Removes the link to /dev/null, so that it can be started again.',
    },
    otherBusName: (unit: string) => ({
      label: 'Use another name',
      explanation: `Only one of the two can have the name: change BusName= here or in ${code(unit)}.`,
    }),
    removeUser: (keys: readonly string[]) => ({
      label: `Remove ${allOf(keys)}`,
      explanation: 'It then runs as you, as all your services do, and starts again.',
    }),
    removeSetting: (keys: readonly string[]) => ({
      label: `Remove ${allOf(keys)}`,
      explanation: 'It then runs without this, and starts again.',
    }),
    privateUsers: {
      label: 'Add PrivateUsers=yes',
      explanation:
        'In a user namespace of its own, it may do that. Files of others then seem to belong to nobody.',
    },
    moreMemory: {
      label: 'Allow twice as much',
      explanation: 'Doubles MemoryMax=, and starts it again.',
    },
    coreDump: { label: 'Show the core dump', explanation: 'The command shows where it crashed.' },
    countsAsSuccess: (exitCode: string) => ({
      label: `Treat exit code ${exitCode} as success`,
      explanation: `Adds ${code(`SuccessExitStatus=${exitCode}`)}, so that this no longer counts as a failure.`,
    }),
    oneshot: {
      label: 'It does one thing and ends',
      explanation: `Sets ${code('Type=oneshot')} and ${code('RemainAfterExit=yes')}, so that it counts as active once it’s done, and starts it.`,
    },
    forking: {
      label: 'Use Type=forking',
      explanation:
        'systemd then follows the process that stays in the background. Starts it again.',
    },
    moreTime: (of: { key: string; value: string }) => ({
      label: `Allow ${of.value} s`,
      explanation: `Sets ${code(`${of.key}${of.value}`)}, and starts it again.`,
    }),
    typeExec: {
      label: 'Use Type=exec',
      explanation: 'It then counts as started as soon as its program runs. Starts it again.',
    },
    notifyAll: {
      label: 'Accept it from any process',
      explanation: `Sets ${code('NotifyAccess=all')}, and starts it again.`,
    },
    withoutPidFile: {
      label: 'Remove PIDFile=',
      explanation: 'systemd then finds the main process by itself. Starts it again.',
    },
    withoutWatchdog: {
      label: 'Remove WatchdogSec=',
      explanation: 'systemd then no longer notices when it hangs. Starts it again.',
    },
    stopOther: (unit: string) => ({
      label: `Stop ${unit}`,
      explanation: `Stops ${code(unit)}, and starts this one again.`,
    }),
    withoutDependency: (unit: string) => ({
      label: 'Start without it',
      explanation: `Removes ${code(unit)} from what it requires, and starts it.`,
    }),
    lookAt: (unit: string) => ({
      label: `Look at ${unit}`,
      explanation: `First find out what is wrong with ${code(unit)}.`,
    }),
    breakCycle: {
      label: 'Break the circle',
      explanation: 'Remove one of the After= or Before= settings that make the circle.',
    },
    higherPort: {
      label: 'Use a higher port',
      explanation: 'Choose a port from 1024 on, such as 8080 instead of 80.',
    },
    makeService: (unit: string) => ({
      label: 'Create its service',
      explanation: `Create ${code(unit)}, or name another one with Service=.`,
    }),
    whoListens: (port: number) => ({
      label: 'Show who has it',
      explanation: `The command shows which process listens on port ${String(port)}.`,
    }),
    allowWriting: (path: string) => ({
      label: 'Allow writing there',
      explanation: `Adds ${code(`ReadWritePaths=${path}`)}, and starts it again.`,
    }),
    moreFiles: {
      label: 'Allow 65,536 files',
      explanation: 'Sets LimitNOFILE=65536, and starts it again.',
    },
    retry: {
      label: 'Try again until it works',
      explanation: `Sets ${code('Restart=on-failure')} and ${code('RestartSec=10')}, and starts it. User services can’t wait for the network.`,
    },
    resolve: (host: string) => ({
      label: 'Try the name',
      explanation: `The command shows what ${code(host)} resolves to.`,
    }),
    find: (name: string) => ({
      label: 'Look for it',
      explanation: `The command shows where your shell finds ${code(name)}; if it doesn’t, install it.`,
    }),
    libraries: {
      label: 'Show its libraries',
      explanation:
        'The command shows which libraries are missing. Install the package that has them.',
    },
    importVariable: (of: { name: string; value: string }) => ({
      label: `Set ${of.name} for it`,
      explanation: `Gives this service the value of your login shell, ${code(of.value)}, and starts it again.`,
    }),
    importDisplay: {
      label: 'Set its display',
      explanation: 'Gives this service the display that your login shell has, and starts it again.',
    },
    importSecret: (name: string) => ({
      label: `Set ${name} for it`,
      explanation:
        'Writes the value of your login shell into the unit file, where others may read it, and starts it again.',
    }),
    withSession: {
      label: 'Start it with your desktop',
      explanation: `Use ${code('WantedBy=graphical-session.target')} and ${code('After=graphical-session.target')}, with a desktop that starts this target.`,
    },
    startOther: (unit: string) => ({
      label: `Start ${unit}`,
      explanation: `Starts ${code(unit)}, which then starts this one when it’s time.`,
    }),
    enable: {
      label: 'Enable and start',
      explanation: 'It then starts by itself from now on.',
    },
    addInstall: {
      label: 'Start it at each login',
      explanation: `Adds ${code('WantedBy=default.target')}, enables it, and starts it.`,
    },
    defaultTarget: (target: string) => ({
      label: 'Use default.target',
      explanation: `Replaces ${code(target)} by ${code('default.target')}, which starts at each login, and starts it.`,
    }),
  },
});
