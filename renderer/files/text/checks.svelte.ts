/** What is wrong with the text in the editor: syntax at once, the linter and systemd when typing pauses. */
import { setDiagnostics, type Diagnostic } from '@codemirror/lint';
import {
  ChangeSet,
  type ChangeSpec,
  type EditorState,
  type Text,
  type TransactionSpec,
} from '@codemirror/state';
import { toProblem, type Problem } from '../../../electron/core/problems/problem.ts';
import type { Finding } from '../../../electron/core/syntax/finding.ts';
import { visibleText } from '../../../electron/core/text/visible.ts';
import { documentFindings } from '../../../electron/core/lint/rules/document.ts';
import { placeInLines, textLines } from '../../../electron/core/text/lines.ts';
import { parse } from '../../../electron/core/syntax/unit-file.ts';
import type { UnitFileRef } from '../../../electron/core/files/unit-files.ts';
import { encodeUtf8 } from '../../../electron/core/text/utf8.ts';
import type { PageClient } from '../../client.svelte.ts';

const ownPauseMs = 60;
const fullPauseMs = 400;

export interface Checks {
  readonly findings: readonly Finding[];
  readonly others: readonly string[];
  /** All findings for the current text are here: the linter and systemd have answered. */
  readonly complete: boolean;
  /** Why only the syntax could be checked; null if everything was, or is being checked for the first time. */
  readonly problem: Problem | null;
  /** Where a finding is now. */
  positionOf(finding: Finding): { from: number; to: number };
  applyFix(finding: Finding): void;
  /** The text has changed. */
  changed(changes: ChangeSet): void;
  /** Checks soon, even what was checked before: the disk may have changed. */
  request(): void;
  /** Checks right away what was not checked yet. */
  hurry(): void;
  close(): void;
}

interface Deps {
  hearth: Pick<PageClient['hearth'], 'checkUnitFile'>;
  unit: string;
  file: UnitFileRef;
  /** With its line endings, as it would be saved. */
  text(): string;
  doc(): Text;
  state(): EditorState;
  dispatch(...specs: TransactionSpec[]): void;
}

const severities = { error: 'error', warning: 'warning', hint: 'info' } as const;

export const createChecks = ({ hearth, unit, file, text, doc, state, dispatch }: Deps): Checks => {
  let findings = $state.raw<readonly Finding[]>([]);
  let others = $state.raw<readonly string[]>([]);
  let complete = $state.raw(false);
  let problem = $state.raw<Problem | null>(null);
  /** The text the findings are about, its document, and what has changed since. */
  let about = { text: '', doc: doc() };
  let since = ChangeSet.empty(doc().length);
  let latest = 0;
  let timers: ReturnType<typeof setTimeout>[] = [];

  const placeNow = (line: number, column: number): number => {
    const { doc: then } = about;
    const at = then.line(Math.min(Math.max(1, line), then.lines));
    return since.mapPos(Math.min(at.from + Math.max(0, column - 1), at.to));
  };
  const positionOf = ({ line, column, endColumn }: Finding): { from: number; to: number } => {
    const from = placeNow(line, column);
    return { from, to: Math.max(from, placeNow(line, endColumn)) };
  };
  const applyFix = ({ fix }: Finding): void => {
    if (fix === null || state().readOnly) return;
    const lines = textLines(about.text);
    const at = (offset: number): number => {
      const { line, column } = placeInLines(lines, offset);
      return placeNow(line + 1, column + 1);
    };
    const changes = fix.edits.map(({ from, to, insert }): ChangeSpec => ({
      from: at(from),
      to: at(to),
      insert,
    }));
    dispatch({ changes, userEvent: 'input.fix' });
  };
  const diagnosticOf = (finding: Finding): Diagnostic => ({
    ...positionOf(finding),
    severity: severities[finding.severity],
    message: visibleText(
      [finding.what, finding.why, ...(finding.manual === null ? [] : [finding.manual])].join('\n'),
    ),
    actions:
      finding.fix === null
        ? []
        : [
            {
              name: finding.fix.title,
              apply: () => {
                applyFix(finding);
              },
            },
          ],
  });
  const publish = (checked: string, found: readonly Finding[]): void => {
    about = { text: checked, doc: doc() };
    since = ChangeSet.empty(doc().length);
    findings = [...found].sort((a, b) => a.line - b.line || a.column - b.column);
    dispatch(setDiagnostics(state(), findings.map(diagnosticOf)));
  };

  const checkDocument = (): void => {
    // Nothing to add, and the linter's fixes would disappear for a moment.
    if (complete) return;
    const checked = text();
    const own = file.kind === 'script' ? [] : documentFindings(parse(encodeUtf8(checked)));
    // Findings of the linter and systemd stay until they have checked again.
    const stale = findings.filter(({ source }) => source !== 'document');
    const moved = stale.map((finding) => {
      const { from, to } = positionOf(finding);
      const line = doc().lineAt(from);
      return {
        ...finding,
        line: line.number,
        column: from - line.from + 1,
        endColumn: Math.min(to, line.to) - line.from + 1,
        fix: null,
      };
    });
    publish(checked, [...own, ...moved]);
  };
  const checkAll = async (): Promise<void> => {
    const number = ++latest;
    const checked = text();
    const before = doc();
    try {
      const answer = await hearth.checkUnitFile({ unit, file, bytes: encodeUtf8(checked) });
      // An older answer is about another text.
      if (number !== latest || !doc().eq(before)) return;
      problem = null;
      complete = true;
      others = answer.others;
      publish(checked, answer.findings);
    } catch (thrown) {
      if (number !== latest) return;
      problem = toProblem(thrown);
      complete = false;
    }
  };
  const cancel = (): void => {
    timers.forEach(clearTimeout);
    timers = [];
  };
  const begin = (): void => {
    cancel();
    timers = [
      setTimeout(checkDocument, ownPauseMs),
      setTimeout(() => {
        timers = [];
        void checkAll();
      }, fullPauseMs),
    ];
  };
  // A disk that never rests must not delay the check forever.
  const request = (): void => {
    if (timers.length === 0) begin();
  };
  const hurry = (): void => {
    if (complete) return;
    cancel();
    checkDocument();
    void checkAll();
  };

  return {
    get findings() {
      return findings;
    },
    get complete() {
      return complete;
    },
    get others() {
      return others;
    },
    get problem() {
      return problem;
    },
    positionOf,
    applyFix,
    request,
    hurry,
    changed: (changes) => {
      since = since.compose(changes);
      latest += 1;
      complete = false;
      begin();
    },
    close: cancel,
  };
};
