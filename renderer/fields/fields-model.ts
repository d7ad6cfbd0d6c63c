/** What the folded groups show and change: the settings of a form, whichever of the two it is. */
import type { Surroundings } from '../../electron/core/fields/availability.ts';
import type { KnownUnits } from '../../electron/core/fields/setting-faults.ts';
import type { SettingItems, SettingKey } from '../../electron/core/fields/registry.ts';
import type { EditField } from '../../electron/core/fields/edit-field.ts';
import type { FieldFinding } from '../ui/fields/field-attributes.ts';

export interface FieldsModel {
  read(key: SettingKey): EditField<readonly string[]>;
  /** All that are set, without those that only a text can show. */
  items(): SettingItems;
  /** @throws RangeError with why not; then nothing has changed. */
  write(items: SettingItems): void;
  /** What else is known of a field: a drop-in that overrides it, a finding of the linter. */
  findings(key: SettingKey): readonly FieldFinding[];
  /** Shows faults of fields that were never left. */
  readonly isSubmitted: boolean;
  readonly here: Surroundings;
  readonly known: KnownUnits;
  /** The variables of Environment=, each NAME=value. */
  variables(): readonly string[];
  /** Sets Restart=on-failure, and a pause that a network needs; null if the form writes no Restart=. */
  readonly restartUntilOnline: (() => void) | null;
  /** Whether systemd starts the service again by itself; null if that isn’t known. */
  readonly restarts: boolean | null;
  /** A loaded service, which has limits now; null for a new one. */
  readonly unit: string | null;
}
