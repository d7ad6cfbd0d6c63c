import { texts } from '../texts.ts';

/** Why a field of the folded groups can’t be as it is. */
export const fieldsFaultsTexts = texts({
  en: {
    fixed: {
      several: 'It is set on several lines, and the last one counts.',
      quoted: 'A value has quotes.',
      older: 'It is set by an older name, or where older versions of systemd had it.',
    },
    negative: 'This can’t be negative.',
    zero: 'This must be more than 0. Leave it empty for no limit.',
    overHundred: 'This can’t be more than 100%.',
    percent: 'Enter a percentage with at most two decimals, such as 25%.',
    size: 'Enter a size such as 500M or 1.5G (K, M, G, T), a percentage of the memory, or infinity.',
    tasks: 'Enter a whole number, a percentage, or infinity.',
    quota: 'Enter a percentage such as 50%. More than 100% is more than one CPU.',
    weight: 'Enter a whole number from 1 to 10000, or idle.',
    nice: 'Enter a whole number from -20 to 19.',
    lowNice: 'Below 0 needs rights that user services usually don’t have; systemd then ignores it.',
    files: 'Enter a whole number, infinity, or both limits as in 1024:4096.',
    softOverHard: 'The first limit can’t be higher than the second.',
    span: 'Enter a time such as 30, 5s or 1min 30s.',
    count: 'Enter a whole number.',
    octal: (of: { text: string; value: number }) =>
      `systemd reads ${of.text} as octal, because of the leading zero: ${String(of.value)}.`,
    path: 'This needs a full path: start it with /, or with ~/ for your home folder.',
    dots: 'The path can’t contain “..”.',
    unitName: (name: string) =>
      `“${name}” isn’t the name of a unit. It needs its ending, such as .service.`,
    unknownUnit: (name: string) => `There is no ${name} yet. systemd ignores it until there is.`,
    template: (name: string) => `${name} is a template: enter one of its instances.`,
    network: (name: string) =>
      `${name} doesn’t exist for user services, so this waits for nothing. Restarting until the network is there does the same.`,
    status: (text: string) =>
      `“${text}” is no exit status. Enter a number from 0 to 255, or a signal such as SIGTERM.`,
    command: 'Enter a command.',
    credentialFile: 'Enter a name and a file: token:~/.secrets/token.',
    managersOwn: (name: string) =>
      `Without a file, the program gets the credential “${name}” of the user manager, if that has one.`,
    credential: 'Enter a name and a text: region:eu.',
    credentialName: 'The name of a credential is a file name of plain characters.',
    noFile: 'Enter the file.',
    output: 'systemd doesn’t know this output.',
  },
});
