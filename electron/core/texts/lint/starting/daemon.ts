import { texts } from '../../texts.ts';

const ends = (type: string): string =>
  `With Type=${type}, the service ends when its first process ends`;

/** Programs that move to the background. */
export const lintStartingDaemonTexts = texts({
  en: {
    option: (found: { option: string; type: string }) => ({
      what: `“${found.option}” often makes a program move to the background.`,
      why: `${ends(found.type)}, and systemd kills what is left. Leave the option out, or use Type=forking.`,
    }),
    known: (found: {
      program: string;
      option: string | null;
      type: string;
      foreground: string | null;
    }) => ({
      what:
        found.option === null
          ? `Started like this, ${found.program} moves to the background.`
          : `With “${found.option}”, ${found.program} moves to the background.`,
      why: `${ends(found.type)}, and systemd kills what is left. ${
        found.foreground === null
          ? 'Keep it in the foreground, or use Type=forking.'
          : `Keep it in the foreground with “${found.foreground}”, or use Type=forking.`
      }`,
    }),
    client: (found: { name: string; type: string }) => ({
      what: `${found.name} exits right away here, and the work continues elsewhere.`,
      why: `${ends(found.type)}, even though nothing has. Leave the option out to stay attached, or use Type=oneshot with RemainAfterExit=yes.`,
    }),
  },
});
