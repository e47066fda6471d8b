import { dailyVisitor } from './daily-visitor.ts';
import { packDecision, unpackHits } from './hit-message.ts';
import { ids } from './ids.ts';
import type { Make, MakerTools } from './journal/index.ts';
import { decide, decideServer } from './pipeline/decide.ts';
import type { DecisionSettings, PipelineTools } from './pipeline/settings.ts';
import { createCleaner } from './pipeline/star-parameters.ts';
import { createUserAgentReader } from './user-agents.ts';
import { rememberViews } from './view-visitors.ts';
import { writeRows } from './write-rows.ts';

/** What the event loop tells the maker of hits once. */
export interface HitMakerData {
  readonly settings: DecisionSettings;
  /** Whether it wants to see what was made. */
  readonly withEvents: boolean;
}

/**
 * The shell of the pipeline in the writer's thread: what a hit is is decided there, in the time before its
 * transaction, and the event loop is left to read requests and to write answers. The secret of the day and
 * the country come with the hits, so that the files they are in are read in one place.
 */
export function createMaker(
  { settings, withEvents }: HitMakerData,
  { placeOfClick }: MakerTools,
): Make {
  const shared = {
    ids: rememberViews(ids),
    readUserAgent: createUserAgentReader(),
    ...createCleaner(settings.privacy.starredParameters),
    placeOfClick,
  };

  return (input) => {
    const { head, queries, site, country, salt } = unpackHits(input);
    const tools: PipelineTools = {
      ...shared,
      countryOf: () => country,
      dailyVisitor: (traits) => dailyVisitor(traits, Buffer.from(salt ?? '', 'latin1')),
    };
    const decision = writeRows(
      site === null
        ? decide(head, queries, settings, tools)
        : decideServer(head, queries, site, settings, tools),
    );
    return { rows: decision.rows, reply: packDecision(decision, withEvents) };
  };
}
