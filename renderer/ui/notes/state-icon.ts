/** One icon and one tone for each state: never colour alone. */
import type { Component } from 'svelte';
import type { LucideProps } from '@lucide/svelte';
import type { PresentState } from '../words/action-labels.ts';
import Ban from '@lucide/svelte/icons/ban';
import Circle from '@lucide/svelte/icons/circle';
import CircleAlert from '@lucide/svelte/icons/circle-alert';
import CircleCheck from '@lucide/svelte/icons/circle-check';
import CircleDot from '@lucide/svelte/icons/circle-dot';
import CircleX from '@lucide/svelte/icons/circle-x';
import LoaderCircle from '@lucide/svelte/icons/loader-circle';
import Wrench from '@lucide/svelte/icons/wrench';

type Tone = 'good' | 'bad' | 'busy' | 'still';

interface Look {
  icon: Component<LucideProps>;
  tone: Tone;
  turning?: boolean;
}

const busy: Look = { icon: LoaderCircle, tone: 'busy', turning: true };
const still: Look = { icon: Circle, tone: 'still' };

const looks: Record<PresentState['state'], Look> = {
  running: { icon: CircleCheck, tone: 'good' },
  finished: { icon: CircleDot, tone: 'good' },
  active: { icon: CircleCheck, tone: 'good' },
  listening: { icon: CircleDot, tone: 'good' },
  waiting: { icon: CircleDot, tone: 'good' },
  mounted: { icon: CircleCheck, tone: 'good' },
  plugged: { icon: CircleCheck, tone: 'good' },
  failed: { icon: CircleX, tone: 'bad' },
  masked: { icon: Ban, tone: 'still' },
  maintenance: { icon: Wrench, tone: 'busy' },
  starting: busy,
  stopping: busy,
  reloading: busy,
  restarting: busy,
  crashing: { icon: CircleX, tone: 'bad' },
  refused: { icon: CircleX, tone: 'bad' },
  stopped: still,
  'proof-late': { icon: CircleAlert, tone: 'busy' },
  'proof-lost': { icon: CircleAlert, tone: 'bad' },
  'under-way': busy,
};

export const stateLook = (state: PresentState['state']): Look => looks[state];
