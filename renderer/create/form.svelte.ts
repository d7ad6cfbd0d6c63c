/** What was typed for a new service. It outlives the page, so leaving it loses nothing. */
import { createContext } from 'svelte';
import { sameForm } from '../../electron/core/create/same-form.ts';
import { scheduleFindings } from '../../electron/core/create/form-job.ts';
import {
  emptyForm,
  exampleForm,
  formFindings,
  type FormCheck,
  type FormField,
  type FormFinding,
  type ServiceForm,
} from '../../electron/core/create/service-form.ts';
import type { Creation } from '../../electron/core/create/steps.ts';
import type { PageClient } from '../client.svelte.ts';

/** Long enough not to ask the disk at every keystroke. */
const pause = 300;

/** What a finding of the disk depends on besides its own field and those that all of them depend on. */
const alsoFrom: Partial<Record<FormField, readonly FormField[]>> = {
  command: ['workingDirectory'],
  watchPaths: ['watchKind', 'watchMakesFolder', 'startNow'],
  listenPort: ['listenAt'],
  listenPath: ['listenAt'],
};

/** A line that appears while the mouse is down would move the element being clicked. */
const whenReleased = (then: () => void): void => {
  if (document.querySelector(':active') === null) then();
  else addEventListener('pointerup', () => setTimeout(then), { once: true });
};

export const createForm = ({ hearth, attempt }: Pick<PageClient, 'hearth' | 'attempt'>) => {
  let form = $state<ServiceForm>(emptyForm());
  /** Fields that lost the focus once: until then, their findings are hidden. */
  let left = $state.raw<readonly FormField[]>([]);
  let submitted = $state(false);
  /** The last check against the disk, and the form it checked. */
  let checked = $state.raw<(FormCheck & { form: ServiceForm }) | null>(null);

  /** The form was restored from what was typed before. */
  let again = $state(false);
  /** Would replace what was typed, so Hearth asks first. */
  let offered = $state.raw<ServiceForm | null>(null);

  let questions = 0;

  /** Checks a form against the disk. @throws what prevents it. */
  const ask = async (asked: ServiceForm): Promise<FormFinding[]> => {
    questions += 1;
    const question = questions;
    const answer = await hearth.checkForm(asked);
    // Answers may overtake each other.
    if (question === questions) checked = { form: asked, ...answer };
    return answer.findings;
  };

  const sameValue = (field: FormField, other: ServiceForm): boolean => form[field] === other[field];

  const all = $derived.by((): FormFinding[] => {
    const own = [...formFindings(form), ...scheduleFindings(form, Date.now())];
    // The script is saved under the name, so findings about it apply only to that name.
    const fromDisk = (checked?.findings ?? []).filter(
      ({ field }) =>
        checked !== null &&
        [field, 'name' as const, 'runs' as const, 'job' as const, ...(alsoFrom[field] ?? [])].every(
          (one) => sameValue(one, checked?.form ?? form),
        ),
    );
    const isNew = (finding: FormFinding): boolean =>
      !own.some(({ field, text }) => field === finding.field && text === finding.text);
    return [...own, ...fromDisk.filter(isNew)];
  });

  const draft = {
    get form(): ServiceForm {
      return form;
    },
    get submitted(): boolean {
      return submitted;
    },
    /** Where the program of the command is; null if it is as typed, or not known yet. */
    get program(): string | null {
      const isCurrent =
        checked !== null &&
        (['runs', 'command', 'workingDirectory'] as const).every((field) =>
          sameValue(field, checked?.form ?? form),
        );
      return isCurrent ? (checked?.program ?? null) : null;
    },
    /** All findings, shown or not. */
    get findings(): FormFinding[] {
      return all;
    },
    /** The findings to show at a field now. */
    at(field: FormField): FormFinding[] {
      const found = all.filter((finding) => finding.field === field);
      if (submitted) return found;
      // An empty field is no mistake before the form is sent.
      const filled = form[field] !== '';
      return left.includes(field) ? found.filter(({ level }) => filled || level === 'warning') : [];
    },
    leave(field: FormField): void {
      whenReleased(() => {
        if (!left.includes(field)) left = [...left, field];
      });
    },
    /** From now on also shows findings of fields that were never left. */
    tellAll(): void {
      submitted = true;
    },
    /** What prevents this form from being created, as the disk is now. @throws what prevents the check. */
    errorsNow: async (asked: ServiceForm): Promise<FormFinding[]> =>
      (await ask(asked)).filter(({ level }) => level === 'error'),
    /** Checks a form against the disk; shows what prevents it. */
    check(asked: ServiceForm): void {
      void attempt(ask(asked));
    },
    /** A plain copy, as it is sent. */
    plain: (): ServiceForm => $state.snapshot(form),
    fill(other: ServiceForm): void {
      form = { ...other };
      left = [];
      submitted = false;
      again = false;
    },
    clear(): void {
      this.fill(emptyForm());
    },
    get again(): boolean {
      return again;
    },
    get offered(): ServiceForm | null {
      return offered;
    },
    /** Fills in the form if that loses nothing; otherwise Hearth asks first. */
    offer(other: ServiceForm): void {
      const typed = draft.plain();
      if (sameForm(typed, emptyForm()) || sameForm(typed, other)) this.fill(other);
      else offered = other;
    },
    decide(isReplaced: boolean): void {
      if (isReplaced && offered !== null) this.fill(offered);
      offered = null;
    },
    /** Empties the form if it still belongs to this creation. */
    clearOf(creation: Pick<Creation, 'form'>): void {
      if (sameForm(draft.plain(), creation.form)) this.clear();
    },
    /** A creation that succeeded is over: the next one starts with an empty form. */
    async finish(creation: Pick<Creation, 'form'>): Promise<boolean> {
      this.clearOf(creation);
      return attempt(hearth.dismissCreation());
    },
    /** Of an empty form only: what was typed stays as it is. */
    offerSchedule(): void {
      if (sameForm(draft.plain(), emptyForm())) this.fill({ ...emptyForm(), job: 'on-schedule' });
    },
    offerExample(): void {
      this.offer(exampleForm());
    },
  };

  /** What the main process keeps; undefined until asked. */
  let kept: ServiceForm | null | undefined;

  const keepNow = async (): Promise<void> => {
    const typed = draft.plain();
    if (kept === undefined || sameForm(typed, kept ?? emptyForm())) return;
    kept = sameForm(typed, emptyForm()) ? null : typed;
    await attempt(hearth.keepForm(kept));
  };

  /** Asks once for what was typed before, and keeps it from then on, also when the window closes. */
  const load = async (): Promise<void> => {
    kept = await hearth.formDraft();
    if (kept !== null && sameForm(draft.plain(), emptyForm())) {
      draft.fill(kept);
      again = true;
    }
    $effect.root(() => {
      $effect(() => {
        draft.plain();
        const timer = setTimeout(() => void keepNow(), pause);
        return () => {
          clearTimeout(timer);
        };
      });
    });
    addEventListener('beforeunload', () => void keepNow());
    addEventListener('pagehide', () => void keepNow());
  };

  return Object.assign(draft, { load });
};

export type FormStore = ReturnType<typeof createForm>;

export const [useForm, provideForm] = createContext<FormStore>();

/** Asks the disk about the form whenever typing pauses or the window gets the focus; to be called from a component. */
export const checkWhileTyping = (draft: FormStore): void => {
  $effect(() => {
    const asked = draft.plain();
    const askNow = (): void => {
      draft.check(asked);
    };
    const timer = setTimeout(askNow, pause);
    // It may have been corrected elsewhere in the meantime.
    addEventListener('focus', askNow);
    return () => {
      clearTimeout(timer);
      removeEventListener('focus', askNow);
    };
  });
};
