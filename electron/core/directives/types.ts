/** What systemd accepts in unit files, and where it is explained. */

/** A line of `systemd --dump-configuration-items`. */
export interface ConfigurationItem {
  section: string;
  key: string;
  /** systemd's own word for the kind of value: `BOOLEAN`, `PATH`, `SECONDS`, `OTHER`, … */
  kind: string;
}

export interface ConfigurationItems {
  /** From the machine's own systemd, or recorded with Hearth where systemd can’t be asked. */
  source: 'systemd' | 'recorded';
  items: ConfigurationItem[];
}

/** The text of the installed man page about one directive, read at run time. */
export interface ManualEntry {
  /** `systemd.service(5)` */
  page: string;
  text: string;
}
