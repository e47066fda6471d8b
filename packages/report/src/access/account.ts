/** Somebody who can log in. */
export interface Account {
  readonly name: string;
  /** Hash of the password, by `hashPassword`. */
  readonly hash: string;
  /** Null: all sites. */
  readonly sites: readonly string[] | null;
  /** False: sees numbers, and nothing of single persons. @defaultValue true */
  readonly persons?: boolean;
}
