/** Lingering: what logind reports (S13). */

/** Linger= and State= as `loginctl show-user` prints them. */
export interface LingerState {
  linger: boolean;
  /** `active`, `online`, `lingering`, `closing`, `offline`; '' when logind does not know the user. */
  state: string;
}
