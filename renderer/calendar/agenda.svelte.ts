/** Reads the jobs of a span, again when one of them changes and once a minute, while somebody looks. */
import { boundsOf, type Agenda, type AgendaSpan } from '../../electron/core/runs/agenda.ts';
import { toProblem, type Problem } from '../../electron/core/problems/problem.ts';
import { unitTypeOf } from '../../electron/core/names/unit-name.ts';
import type { Unit } from '../../electron/core/units/unit.ts';
import type { PageClient } from '../client.svelte.ts';
import { isVisible } from '../ui/visibility.svelte.ts';

const minuteMs = 60_000;
/** The records of a run take a moment to the journal, and several jobs may start at once. */
const pauseMs = 600;

export const readAgenda = (
  hearth: PageClient['hearth'],
  span: () => AgendaSpan,
  units: () => Readonly<Record<string, Unit>>,
) => {
  let agenda = $state.raw<{ span: AgendaSpan; of: Agenda } | null>(null);
  let problem = $state.raw<Problem | null>(null);
  let latest = 0;

  const read = async (wanted: AgendaSpan): Promise<void> => {
    const number = ++latest;
    try {
      const answer = await hearth.agenda(boundsOf(wanted, Date.now()));
      if (number !== latest) return;
      agenda = { span: wanted, of: answer };
      problem = null;
    } catch (thrown) {
      if (number === latest) problem = toProblem(thrown);
    }
  };

  /** By value: a timer changes its state when its unit starts, and when that ends. */
  const states = $derived(
    Object.values(units())
      .filter(({ name, own }) => own && unitTypeOf(name) === 'timer')
      .map(({ name, subState, changedAt }) => `${name} ${subState} ${String(changedAt)}`)
      .join('\n'),
  );
  let waiting: ReturnType<typeof setTimeout> | undefined;
  $effect(() => {
    const wanted = span();
    if (!isVisible()) return;
    void read(wanted);
    const each = setInterval(() => void read(wanted), minuteMs);
    return () => {
      clearInterval(each);
    };
  });
  let known: string | null = null;
  $effect(() => {
    const isNews = known !== null && known !== states;
    known = states;
    if (!isNews) return;
    waiting ??= setTimeout(() => {
      waiting = undefined;
      if (isVisible()) void read(span());
    }, pauseMs);
  });
  $effect(() => hearth.on('files', () => void read(span())));
  $effect(() => () => {
    clearTimeout(waiting);
  });

  return {
    /** null before it is read. */
    get agenda(): Agenda | null {
      return agenda?.span === span() ? agenda.of : null;
    },
    get problem(): Problem | null {
      return problem;
    },
  };
};
