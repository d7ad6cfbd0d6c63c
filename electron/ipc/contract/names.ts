/**
 * The names of the contract, without its schemas: all that preload and window need of it, and nothing that takes time
 * to make while a window opens. The contract does not compile when one of them has no method or payload there.
 */
export const methodNames = [
  'snapshot',
  'actOnUnit',
  'actFromPanel',
  'dismissProblem',
  'unitDetails',
  'showUnitFile',
  'deletionPlan',
  'deleteUnit',
  'unitSource',
  'saveUnitFile',
  'removeDropIn',
  'checkUnitFile',
  'unitHistory',
  'historyBytes',
  'restoreVersion',
  'deletedUnits',
  'restoreDeleted',
  'configurationItems',
  'manualEntry',
  'drafts',
  'keepDraft',
  'dropDraft',
  'watchProof',
  'unwatchProof',
  'watchNumbers',
  'unwatchNumbers',
  'watchTimes',
  'unwatchTimes',
  'pinUnit',
  'readLog',
  'followLog',
  'stopLog',
  'closeLog',
  'logBoots',
  'logRun',
  'logFields',
  'whyLogEmpty',
  'copyLog',
  'copyLogMessage',
  'exportLog',
  'stopExport',
  'dismissExport',
  'currentExport',
  'commands',
  'checkForm',
  'formDraft',
  'keepForm',
  'createService',
  'undoCreation',
  'cancelCreation',
  'dismissCreation',
  'keepCreation',
  'finishTransaction',
  'undoTransaction',
  'dismissTransaction',
  'dismissUndone',
  'lingerCandidates',
  'setLinger',
  'setAutostart',
  'reloadManager',
  'openWindow',
  'hidePanel',
  'quit',
] as const;
export type MethodName = (typeof methodNames)[number];

export const eventNames = [
  'change',
  'navigate',
  'proof',
  'numbers',
  'log',
  'logExport',
  'command',
  'files',
] as const;
export type EventName = (typeof eventNames)[number];

/** The one thing a client needs of the outside; Electron's IPC or a test. */
export interface Transport {
  invoke(name: string, input: unknown): Promise<unknown>;
  /** Answers how to stop listening. */
  subscribe(name: string, listener: (payload: unknown) => void): () => void;
}

/** The IPC channel of a method or an event. */
export const channelOf = (name: string): string => `hearth:${name}`;
