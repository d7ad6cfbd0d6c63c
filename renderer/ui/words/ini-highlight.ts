/** The words of a unit file by kind, for colouring. systemd.syntax(7). */

type IniKind = 'comment' | 'section' | 'key' | 'equals' | 'value';
export interface IniPart {
  kind: IniKind;
  text: string;
}

/** One entry per line; joined, the parts of a line are the line. */
export const iniLines = (text: string): IniPart[][] => {
  let continued = false;
  return text
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => {
      const comment = /^\s*[#;]/.test(line);
      const wasContinued = continued;
      // A comment between continued lines does not end them.
      if (!comment) continued = line.endsWith('\\');
      if (comment) return [{ kind: 'comment', text: line }];
      if (wasContinued) return [{ kind: 'value', text: line }];
      if (/^\s*\[.*\]\s*$/.test(line)) return [{ kind: 'section', text: line }];
      const at = line.indexOf('=');
      if (at < 0) return [{ kind: 'value', text: line }];
      return [
        { kind: 'key', text: line.slice(0, at) },
        { kind: 'equals', text: '=' },
        { kind: 'value', text: line.slice(at + 1) },
      ];
    });
};
