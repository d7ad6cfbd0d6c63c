import { texts } from '../../texts.ts';

/** Known programs that move to the background. */
export const lintStartingDaemonTexts = texts({
  en: {
    forks: (found: { program: string; option: string | null }) =>
      found.option === null
        ? `Started like this, ${found.program} moves to the background.`
        : `With “${found.option}”, ${found.program} moves to the background.`,
    stay: (found: { type: string; foreground: string | null }) =>
      `With Type=${found.type}, the service ends when its first process ends, and systemd kills what is left. ${
        found.foreground === null
          ? 'Keep it in the foreground, or use Type=forking.'
          : `Keep it in the foreground with “${found.foreground}”, or use Type=forking.`
      }`,
    client: (program: string) =>
      `${program} exits right away here, and the work continues elsewhere.`,
    clientWhy: (type: string) =>
      `With Type=${type}, the service ends when its first process ends, even though nothing has. Leave the option out to stay attached, or use Type=oneshot with RemainAfterExit=yes.`,
  },
});
