/** What systemd and languages write, in the words that lines begin with or contain. Never translated. */
export const fixedWords = {
  noBreak: 'Unable to break cycle',
  triggerLimit: 'Trigger limit hit',
  busNameTwice: 'Two services allocated',
  traceback: 'Traceback (most recent call last)',
  javaException: 'Exception in thread "',
  tooQuickly: 'Start request repeated too quickly',
  noFolder: 'Failed to set up special execution directory',
} as const;
