import { texts } from '../texts.ts';

/** CPU, memory and the other numbers of a running unit. */
export const unitsUsageTexts = texts({
  en: {
    title: 'Resource usage',
    cpu: 'CPU',
    cpuHint: 'of one core, during the last second',
    cpuTime: 'CPU time',
    cpuTimeHint: 'total CPU time',
    memory: 'Memory',
    memoryHint: 'as the kernel accounts it to the unit, caches included',
    memoryOfProcesses: 'what its processes use: systemd doesn’t account memory for it',
    tasks: 'Tasks',
    tasksHint: 'processes and threads',
    up: 'Up',
    sinceStarting: 'since it began to start',
    sinceActive: 'since it became active',

    cpuCaption: 'CPU, % of one core',
    lastSpan: (span: string) => `last ${span}`,
    /** Charts in words. */
    noCpuData: 'CPU: no data yet',
    noMemoryData: 'Memory: no data yet',
    cpuChart: (of: { span: string; now: string; least: string; most: string }) =>
      `CPU over the last ${of.span}: now ${of.now}, between ${of.least} and ${of.most}`,
    memoryChart: (of: { span: string; now: string; least: string; most: string }) =>
      `Memory over the last ${of.span}: now ${of.now}, between ${of.least} and ${of.most}`,
  },
});
