/** Something to know about what is in a field. */
export interface FieldFinding {
  level: 'error' | 'warning';
  text: string;
  /** What can be done about it. */
  actions?: readonly { label: string; run: () => void }[];
}

/** Connects a control to its label, help and findings. */
export interface FieldAttributes {
  id: string;
  'aria-describedby': string;
  'aria-invalid': boolean;
}
