import { visitGapMs } from '../ingest/visit.ts';

/** Events that make up visits, as a condition on a row of events. */
const isVisited = `visitor IS NOT NULL AND type IN ('pageview', 'engagement', 'event')`;

/** Events as visits of one event each. */
const singles = (from: string) => `
  SELECT true AS is_event, sequence AS visit, site, site_hash, visitor,
    time AS first_time, time AS last_time,
    (type = 'pageview')::BIGINT AS views, (type = 'event')::BIGINT AS other_events,
    CASE WHEN type = 'pageview'
      THEN struct_pack("time" := time, "sequence" := sequence, page := page) END AS entry,
    entry AS exit,
    CASE WHEN touch_source IS NOT NULL
      THEN struct_pack("time" := time, "sequence" := sequence, "source" := touch_source,
        channel := touch_channel, campaign_source := campaign_source,
        campaign_medium := campaign_medium, campaign_name := campaign_name,
        campaign_term := campaign_term, campaign_content := campaign_content) END AS touch
  FROM ${from} WHERE ${isVisited}`;

/**
 * Joins parts of visits, single events or whole visits, where the pause between them is short enough. What
 * it makes does not depend on the order in which events came: a late one may lengthen a visit, or join two.
 */
const merge = (parts: string) => `
  CREATE OR REPLACE TEMP TABLE merging AS
  WITH parts AS (${parts}),
  ordered AS (
    SELECT *, max(last_time) OVER (
        PARTITION BY site, visitor ORDER BY first_time, visit
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS until
    FROM parts),
  numbered AS (
    SELECT *, sum((until IS NULL OR first_time - until > ${visitGapMs})::BIGINT) OVER (
        PARTITION BY site, visitor ORDER BY first_time, visit ROWS UNBOUNDED PRECEDING) AS number
    FROM ordered)
  SELECT * EXCLUDE (until, number),
    min(visit) OVER (PARTITION BY site, visitor, number) AS merged,
    bool_or(is_event) OVER (PARTITION BY site, visitor, number) AS has_event
  FROM numbered`;

/** Rebuilds the visits that the table `affected` lists: events of theirs were deleted. */
export const mergeAffected = merge(
  singles('(SELECT * FROM events WHERE visit IN (SELECT visit FROM affected))'),
);

/** Gives the events of rebuilt visits their new numbers. */
export const renumberAffected = `
  UPDATE events SET visit = merging.merged FROM merging
  WHERE events.sequence = merging.visit AND events.visit <> merging.merged`;

export const deleteAffected = `
  DELETE FROM visits WHERE visit IN (SELECT visit FROM affected)`;

export const insertMerged = `
  INSERT INTO visits
  SELECT merged, site, any_value(site_hash), visitor, min(first_time), max(last_time),
    sum(views), sum(other_events), min(entry), max(exit), min(touch)
  FROM merging WHERE has_event GROUP BY merged, site, visitor`;
