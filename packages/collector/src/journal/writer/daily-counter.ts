/** Outcome of an event that was received. */
type Outcome = 'stored' | 'duplicate' | 'rejected' | 'refused';

/** Events of one site on one day that had the same outcome. */
export interface DailyCount {
  /** Day (UTC) as days since 1970. */
  readonly day: number;
  /** Site of the events; empty: they name none, or nobody could read it. */
  readonly site: string;
  readonly outcome: Outcome;
  /** Reason of a rejection or a refusal; empty for the other outcomes. */
  readonly reason: string;
  readonly events: number;
}

/** Events of one request that had the same site and outcome. */
interface ReceivedEvents {
  /** Time at which they were received, Unix ms. */
  readonly time: number;
  readonly site: string | null;
  readonly outcome: Outcome;
  /** Reason of a rejection or a refusal. */
  readonly reason?: string;
  readonly events: number;
}

/** Counts events by day, site and outcome. */
export interface DailyCounter {
  add(received: ReceivedEvents): void;
  /** Adds counts of another counter. */
  addAll(counts: readonly DailyCount[]): void;
  /** All that was counted. */
  counts(): readonly DailyCount[];
  clear(): void;
}

const dayMs = 24 * 60 * 60 * 1000;
/** Names of sites that a day may have: anybody can make up more. The others count under `(other)`. */
const maxSites = 1_000;
const otherSites = '(other)';

/** Name that a site is counted under on a day. */
export type SiteName = (day: number, site: string) => string;

/**
 * Bounds the names of sites of a day.
 *
 * @param sitesOf sites that a day has already
 */
export function boundSiteNames(sitesOf: (day: number) => Iterable<string> = () => []): SiteName {
  let current = { day: -1, names: new Set<string>() };
  return (day, site) => {
    if (day !== current.day) current = { day, names: new Set(sitesOf(day)) };
    const { names } = current;
    if (!names.has(site) && names.size >= maxSites) return otherSites;
    names.add(site);
    return site;
  };
}

type Counted = { -readonly [Name in keyof DailyCount]: DailyCount[Name] };

/** Tells whether two counts are of the same day, site, outcome and reason. */
function isAlike(one: DailyCount, other: DailyCount): boolean {
  return (
    one.day === other.day &&
    one.site === other.site &&
    one.outcome === other.outcome &&
    one.reason === other.reason
  );
}

export function createDailyCounter(nameOf: SiteName): DailyCounter {
  const counts = new Map<string, Counted>();
  /** Events that come one after another are mostly counted together: by the count as it came in, before its site is renamed to `(other)`. */
  let latest: { readonly input: DailyCount; readonly counted: Counted } | null = null;

  function addOne(input: DailyCount): void {
    if (latest === null || !isAlike(latest.input, input)) {
      latest = { input, counted: countedWith(input) };
    }
    latest.counted.events += input.events;
  }

  function countedWith({ day, site: rawSite, outcome, reason }: DailyCount): Counted {
    const site = nameOf(day, rawSite);
    const key = `${day} ${outcome} ${reason} ${site}`;
    const counted = counts.get(key) ?? { day, site, outcome, reason, events: 0 };
    counts.set(key, counted);
    return counted;
  }

  return {
    add({ time, site, outcome, events, reason = '' }) {
      addOne({ day: Math.floor(time / dayMs), site: site ?? '', outcome, reason, events });
    },
    addAll: (added) => added.forEach(addOne),
    counts: () => [...counts.values()],
    clear() {
      counts.clear();
      latest = null;
    },
  };
}

/** `2026-11-22` of a day. */
export function dayText(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}
