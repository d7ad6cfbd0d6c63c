/** MESSAGE_ID= of what systemd and journald log. Source: sd-messages.h; the same from 252 to 262. */
export const messageIds = {
  /** Logged by the process that should have become the program; ERRNO= and EXECUTABLE= say why not. */
  spawnFailed: '641257651c1b4ec9a8624d7a40a9e1e7',
  /** EXIT_CODE=, EXIT_STATUS= and COMMAND=, the directive. */
  processExit: '98e322203f7a4ed290d09fe03c09fe15',
  /** UNIT_RESULT=. */
  failureResult: 'd9b373ed55a64feb8242e02dbe79a49c',
  success: '7ad2d189f7e94e70a38c781354912448',
  starting: '7d4958e842da4a758f6c1cdc7b36dcc5',
  started: '39f53479d3a045ac8e11786248231fbf',
  /** JOB_RESULT= says how: `dependency`, `timeout`, `assert`, … */
  startFailed: 'be02cf6855d2428ba40df7e9d022f03d',
  stopping: 'de5b426a63be47a7b6ac3eaac82e2f6f',
  stopped: '9d1aaa27d60140bd96365438aad20286',
  restartScheduled: '5eb03494b6584870a536b337290809b3',
  killedForMemory: 'fe6faa94e7774663a0da52717891d8ef',
  coredump: 'fc2e22bc6ee647b6b90729ab34a250b1',
  /** What ExecCondition= skipped. */
  skipped: '0e4284a0caca4bfc81c0bb6786972673',
  /** CPU_USAGE_NSEC= and, since 256, MEMORY_PEAK=: what a run used. */
  resources: 'ae8f7b866b0347b9af31fe1c80b127c0',
  /** The user manager itself, once per login or boot. */
  managerUp: 'eed00a68ffd84e31882105fd973abdd1',
  /** The computer, by systemd-sleep. */
  asleep: '6bbd95ee977941e497c48be27c254128',
  awake: '8811e6df2a8e40f58a94cea26f8ebf14',
  /** What journald’s rate limit dropped. */
  dropped: 'a596d6fe7bfa4994828e72309e95d61e',
} as const;

/** A start that a condition skipped has the MESSAGE_ID of one that succeeded. Only the text differs; 257 changed it. */
export const tellsOfSkip = (message: string): boolean =>
  / was skipped because | being skipped\b| skipped, (?:unmet condition|no trigger condition) /.test(
    message,
  );

/** The condition that such a message names; null if it names none. */
export const skippedBy = (message: string): string | null => {
  const [, bracketed, bare] =
    /unmet condition check (?:\((.+)\)\.?|(Condition\w+=.*))$/.exec(message) ?? [];
  return bracketed ?? bare ?? null;
};
