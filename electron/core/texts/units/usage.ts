import { texts } from '../texts.ts';

/** CPU, memory and the other numbers of a running unit. */
export const unitsUsageTexts = texts({
  en: {
    title: 'Resource usage',
    cpu: 'CPU',
    cpuHint: 'of one core, during the last second',
    memory: 'Memory',
    memoryHint: 'as the kernel accounts it to the unit, caches included',
    memoryOfProcesses: 'what its processes use: systemd doesn’t account memory for it',
    tasks: 'Tasks',
    tasksHint: 'processes and threads',

    cpuCaption: 'CPU, % of one core',
    /** Its total. */
    cpuTime: (time: string) => `${time} CPU time`,
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
