/** What was typed for a new service. It outlives the page, so that looking elsewhere loses nothing. */
import {
  emptyForm,
  exampleForm,
  formFindings,
  type FormField,
  type FormFinding,
  type ServiceForm,
} from '../../electron/core/service-form.ts';
import { attempt, hearth } from '../state.svelte.ts';

/** Long enough not to ask the disk at every key. */
const pause = 300;

let form = $state<ServiceForm>(emptyForm());
/** Fields that were left once; before that nobody is told off. */
let left = $state.raw<ReadonlySet<FormField>>(new Set());
let submitted = $state(false);
/** What the disk said, and about which form. */
let checked = $state.raw<{ form: ServiceForm; findings: FormFinding[] } | null>(null);

const sameValue = (field: FormField, other: ServiceForm): boolean =>
  JSON.stringify(form[field]) === JSON.stringify(other[field]);

const all = $derived.by((): FormFinding[] => {
  const own = formFindings(form);
  // The script is saved under the name, so what the disk says of it holds for that name only.
  const fromDisk = (checked?.findings ?? []).filter(
    ({ field }) =>
      checked !== null &&
      sameValue(field, checked.form) &&
      sameValue('name', checked.form) &&
      sameValue('runs', checked.form),
  );
  const known = new Set(own.map(({ field, text }) => `${field} ${text}`));
  return [...own, ...fromDisk.filter(({ field, text }) => !known.has(`${field} ${text}`))];
});

export const draft = {
  get form(): ServiceForm {
    return form;
  },
  get submitted(): boolean {
    return submitted;
  },
  /** Everything found, told or not. */
  get findings(): FormFinding[] {
    return all;
  },
  /** What is to be shown at a field now. */
  at(field: FormField): FormFinding[] {
    return submitted || left.has(field) ? all.filter((finding) => finding.field === field) : [];
  },
  leave(field: FormField): void {
    left = new Set([...left, field]);
  },
  submit(): void {
    submitted = true;
  },
  /** A plain copy, as it is sent. */
  plain: (): ServiceForm => $state.snapshot(form),
  fill(other: ServiceForm): void {
    form = { ...other, arguments: [...other.arguments] };
    left = new Set();
    submitted = false;
  },
  clear(): void {
    this.fill(emptyForm());
  },
  fillExample(): void {
    this.fill(exampleForm());
  },
};

/** Asks the disk about the form whenever typing pauses; to be called from a component. */
export const checkWhileTyping = (): void => {
  $effect(() => {
    const asked = draft.plain();
    const timer = setTimeout(() => {
      void attempt(
        hearth.checkForm(asked).then((findings) => {
          checked = { form: asked, findings };
        }),
      );
    }, pause);
    return () => {
      clearTimeout(timer);
    };
  });
};
