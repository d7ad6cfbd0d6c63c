import type { Component } from 'svelte';
import type { LucideProps } from '@lucide/svelte';

export interface MenuItem {
  label: string;
  /** What it does, in one line; left out where the label says it all. */
  hint?: string;
  icon: Component<LucideProps>;
  danger?: boolean;
  disabled?: boolean;
  run: () => void;
}
