/** Whether Hearth can open on this desktop. */
import { access } from 'node:fs/promises';
import path from 'node:path';

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

/** Why Hearth cannot open here; null when it can. */
export const whyNotHere = async (): Promise<string | null> => {
  const uid = process.getuid?.() ?? 0;
  const { DISPLAY, WAYLAND_DISPLAY, XDG_RUNTIME_DIR } = process.env;
  if (!DISPLAY && !WAYLAND_DISPLAY) return 'There is no graphical session here.';
  if (uid === 0) return 'You are root, and user services belong to a person.';
  // An empty variable counts as unset: XDG Base Directory Specification.
  const named = XDG_RUNTIME_DIR === '' ? undefined : XDG_RUNTIME_DIR;
  const runtime = named ?? `/run/user/${String(uid)}`;
  if (!(await exists(path.join(runtime, 'systemd/private')))) {
    return `No user manager answers in ${runtime}.`;
  }
  return null;
};
