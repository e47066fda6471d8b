// Rules of visits, which DuckDB's store and the statements for ClickHouse share.

/** Longest pause within a visit, in ms. */
export const visitGapMs = 30 * 60_000;

/** Columns of an event that say where its visitor came from, in the order of a visit's touch. */
export const touchColumns = [
  'touch_source',
  'touch_channel',
  'campaign_source',
  'campaign_medium',
  'campaign_name',
  'campaign_term',
  'campaign_content',
] as const;
