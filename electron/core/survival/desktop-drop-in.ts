/** The drop-in that makes only the desktop start and stop a unit, however it was enabled before. */

export const desktopDropInName = 'desktop.conf';

/** An empty value removes what the file lists: systemd.unit(5), [Install]. */
export const desktopDropIn = `[Unit]
PartOf=graphical-session.target
After=graphical-session.target

[Install]
WantedBy=
RequiredBy=
WantedBy=graphical-session.target
`;
