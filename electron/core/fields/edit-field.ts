/** What a form cannot hold without loss is shown with the reason, and changed only in the text. */
export type EditField<Value> =
  { kind: 'editable'; value: Value } | { kind: 'fixed'; text: string; why: string };
