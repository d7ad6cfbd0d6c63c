/** Yes or no about a path; what cannot be asked is a no. */
import { access, constants, lstat } from 'node:fs/promises';

/** Whether there is anything of that name, also a link that leads nowhere. */
export const isThere = (at: string): Promise<boolean> =>
  lstat(at).then(
    () => true,
    () => false,
  );

/** Whether this person may do that to it, behind links. @param mode of access(2): F_OK, R_OK, W_OK, X_OK. */
export const may = (at: string, mode: number = constants.F_OK): Promise<boolean> =>
  access(at, mode).then(
    () => true,
    () => false,
  );
