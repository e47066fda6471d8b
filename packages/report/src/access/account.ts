/** Somebody who can log in. */
export interface Account {
  readonly name: string;
  /** Of the password, as `hashPassword` makes it. */
  readonly hash: string;
  /** Null: all sites. */
  readonly sites: readonly string[] | null;
}
