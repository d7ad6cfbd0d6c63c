import { texts } from '../texts.ts';

/** [Install]. */
export const lintInstallTexts = texts({
  en: {
    'system-target': (targets: { named: string; usual: string }) => ({
      what: `The user manager has no ${targets.named}.`,
      why: `It belongs to the system manager. Enabling this unit creates a link that nothing follows, so the unit won’t start on its own. User units start with ${targets.usual}.`,
    }),
    'no-install': {
      what: 'This unit is started by a link that systemd can’t recreate: no [Install] section asks for it.',
      why: 'Disabling or reenabling the unit removes the link, and enabling creates only what [Install] lists. After that, the unit won’t start on its own.',
    },
  },
});
