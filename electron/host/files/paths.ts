/** Yes or no about a path; an error means no. */
import { access, constants, lstat } from 'node:fs/promises';

/** Whether anything has that name, even a dangling link. */
export const isThere = (at: string): Promise<boolean> =>
  // To the caller, anything out of reach doesn't exist.
  lstat(at).then(
    () => true,
    () => false,
  );

/** Whether the user may access it, behind links. @param mode of access(2): F_OK, R_OK, W_OK, X_OK. */
export const may = (at: string, mode: number = constants.F_OK): Promise<boolean> =>
  // The error is the answer: no.
  access(at, mode).then(
    () => true,
    () => false,
  );
