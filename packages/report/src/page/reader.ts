import type { Filter } from '../query/query.ts';

/** Who asks: `ctx.state.reader`, which access control sets. */
export interface PageReader {
  readonly name: string;
  /** Null: all sites. */
  readonly sites: readonly string[] | null;
  /** Visitors, users and recipients may be shown. */
  readonly seesPersons: boolean;
  /** Of a shared link: what narrows everything. */
  readonly filter: Filter | null;
  readonly kind: 'token' | 'account' | 'shared' | 'local';
}
