import type { Filter } from '../query/filter.ts';

/** A reader of the report, and what they may see. */
export interface Reader {
  /** Name of the account; of a shared link its id. */
  readonly name: string;
  /**
   * - `token`: a program with the API's token
   * - `account`: somebody who has logged in
   * - `shared`: anybody with a shared link
   * - `local`: anybody on this machine, where that is open
   */
  readonly kind: 'token' | 'account' | 'shared' | 'local';
  /** Null: all sites. */
  readonly sites: readonly string[] | null;
  /** False: nothing of single visitors, users or recipients. */
  readonly seesPersons: boolean;
  /** True: may follow one visitor, user or recipient, as `report.persons` lets those who see persons. */
  readonly followsPersons: boolean;
  /** Filter of a shared link, which holds for all that is asked through it. */
  readonly filter: Filter | null;
}
