/** Which texts of the catalogue are read, where, and whether this check can follow how. */
import ts from 'typescript';

export interface Fault {
  /** Relative to the project. */
  file: string;
  /** Counted from 1. */
  line: number;
  what: string;
}

/** A domain of the catalogue, as its file defines it. */
export interface Domain {
  file: string;
  /** `lingerTexts` */
  name: string;
  /** Each key with its line. */
  keys: ReadonlyMap<string, number>;
}

/** `lint/shell-rules.ts` under the catalogue → `lintShellRulesTexts`. */
export const nameOfFile = (file: string): string =>
  `${file
    .replace(/^electron\/core\/texts\//, '')
    .replace(/\.ts$/, '')
    .replace(/[/-](\w)/g, (_, letter: string) => letter.toUpperCase())}Texts`;

const lineOf = (file: ts.SourceFile, node: ts.Node): number =>
  file.getLineAndCharacterOfPosition(node.getStart()).line + 1;

const keysOf = (file: ts.SourceFile, languages: ts.Expression | undefined): Map<string, number> => {
  const keys = new Map<string, number>();
  if (languages === undefined || !ts.isObjectLiteralExpression(languages)) return keys;
  for (const language of languages.properties) {
    if (!ts.isPropertyAssignment(language) || language.name.getText() !== 'en') continue;
    if (!ts.isObjectLiteralExpression(language.initializer)) continue;
    for (const { name } of language.initializer.properties)
      if (name !== undefined && (ts.isIdentifier(name) || ts.isStringLiteral(name)))
        keys.set(name.text, lineOf(file, name));
  }
  return keys;
};

/** What a file of the catalogue defines; nothing for a file that contains only its tools. */
export const domainsIn = (file: string, source: string): Domain[] => {
  const parsed = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const domains: Domain[] = [];
  const walk = (node: ts.Node): void => {
    if (
      ts.isVariableDeclaration(node) &&
      node.initializer !== undefined &&
      ts.isCallExpression(node.initializer) &&
      node.initializer.expression.getText() === 'texts'
    )
      domains.push({
        file,
        name: node.name.getText(),
        keys: keysOf(parsed, node.initializer.arguments[0]),
      });
    ts.forEachChild(node, walk);
  };
  walk(parsed);
  return domains;
};

/** Blanks out comments and imports, keeping line numbers. */
const bare = (source: string): string =>
  source.replace(
    /\/\*[\s\S]*?\*\/|^\s*\/\/.*$|<!--[\s\S]*?-->|\bimport\s[^;]*?\sfrom\s*'[^']*'/gm,
    (blanked) => blanked.replace(/[^\n]/g, ' '),
  );

export interface Uses {
  /** `lingerTexts.title`; `lingerTexts.*` when a key is computed. */
  used: Set<string>;
  faults: Fault[];
}

/** Reads markup and scripts alike as text: a domain’s name is used for nothing else. */
export const usesIn = (file: string, source: string, names: ReadonlySet<string>): Uses => {
  const used = new Set<string>();
  const faults: Fault[] = [];
  const text = bare(source);
  const uses = /\b(\w+Texts)\b\s*(?:\.\s*([\w$]+)|\[\s*'([^'\n]+)'\s*\]|(\[))?/g;
  for (const { 0: whole, 1: name = '', 2: key, 3: quoted, 4: computed, index } of text.matchAll(
    uses,
  )) {
    if (!names.has(name) || /(?<!\.\.)\.$/.test(text.slice(0, index))) continue;
    if (key !== undefined || quoted !== undefined) used.add(`${name}.${key ?? quoted ?? ''}`);
    else if (computed !== undefined) used.add(`${name}.*`);
    else
      faults.push({
        file,
        line: text.slice(0, index).split('\n').length,
        what: `${whole.trim()} is passed on as a whole: write ${name}.key, so that unused texts are seen`,
      });
  }
  return { used, faults };
};

/** Texts that a module reads while loading, before the language is chosen. */
export const earlyReads = (file: string, source: string, names: ReadonlySet<string>): Fault[] => {
  const parsed = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const faults: Fault[] = [];
  const walk = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) || ts.isImportDeclaration(node) || ts.isTypeNode(node)) return;
    if (
      (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) &&
      ts.isIdentifier(node.expression) &&
      names.has(node.expression.text)
    )
      faults.push({
        file,
        line: lineOf(parsed, node),
        what: `${node.getText()} is read while the file loads, before the language is chosen: read it in a function`,
      });
    ts.forEachChild(node, walk);
  };
  walk(parsed);
  return faults;
};
