/**
 * What is read off a unit file without asking systemd: single values, not a document.
 * Source: systemd.syntax(7): comments, continued lines, sections that occur twice, empty assignments.
 */
import { expandUnitPath, type Folders } from '../core/command-line.ts';

interface Assignment {
  section: string;
  key: string;
  value: string;
}

/** The assignments of a unit file in their order, continued lines joined, comments left out. */
export const assignmentsOf = (text: string): Assignment[] => {
  const found: Assignment[] = [];
  let section = '';
  let begun = '';
  for (const line of text.split(/\r?\n/)) {
    // A comment within a continued line is left out, and the line goes on after it.
    if (/^\s*[#;]/.test(line)) continue;
    if (line.endsWith('\\')) {
      begun += `${line.slice(0, -1)} `;
      continue;
    }
    const whole = (begun + line).trim();
    begun = '';
    const header = /^\[(.*)\]$/.exec(whole)?.[1];
    const at = whole.indexOf('=');
    if (header !== undefined) section = header;
    else if (at > 0) {
      found.push({ section, key: whole.slice(0, at).trim(), value: whole.slice(at + 1).trim() });
    }
  }
  return found;
};

/** Description= as far as it can be told without systemd: `%%` is `%`, other specifiers stay. */
export const descriptionOf = (assignments: readonly Assignment[]): string =>
  assignments
    .filter(({ section, key }) => section === 'Unit' && key === 'Description')
    .at(-1)
    ?.value.replaceAll('%%', '%') ?? '';

/** The words of [Install] by key; an empty assignment takes those before it back. */
export const installOf = (assignments: readonly Assignment[]): Map<string, string[]> => {
  const install = new Map<string, string[]>();
  for (const { section, key, value } of assignments) {
    if (section !== 'Install') continue;
    if (value === '') install.delete(key);
    else install.set(key, [...(install.get(key) ?? []), ...value.split(/\s+/)]);
  }
  return install;
};

/** The path of the program that ExecStart= runs; null when there is none or it is not an absolute path. */
export const programOf = (assignments: readonly Assignment[], folders: Folders): string | null => {
  const line = assignments.find(
    ({ section, key, value }) => section === 'Service' && key === 'ExecStart' && value !== '',
  )?.value;
  // systemd.service(5), "Command lines": @ - : + ! and | before the path are no part of it.
  const word = /^[@:+!|-]*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|(\S+))/.exec(line ?? '');
  const text = (word?.[1] ?? word?.[2] ?? word?.[3] ?? '').replace(/\\(.)/g, '$1');
  const program = expandUnitPath(text, folders);
  return program.startsWith('/') ? program : null;
};
