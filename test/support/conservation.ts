/** Counts of all events by outcome, from `/metrics`. */
export interface Conservation {
  readonly received: number;
  readonly stored: number;
  readonly duplicate: number;
  readonly rejected: number;
  readonly refused: number;
  /** 0 at rest. */
  readonly inFlight: number;
}

const metricNames = {
  received: 'hitmark_events_received_total',
  stored: 'hitmark_events_stored_total',
  duplicate: 'hitmark_events_duplicate_total',
  rejected: 'hitmark_events_rejected_total',
  refused: 'hitmark_events_refused_total',
  inFlight: 'hitmark_events_in_flight',
} satisfies Record<keyof Conservation, string>;

/**
 * The conservation law: at each endpoint as many events were received as were stored, sent again,
 * rejected, refused or are still in flight. It holds in every scrape, also under load. For events of
 * hits and of email links alike.
 *
 * @param text answer of `/metrics`
 * @param endpoint one of the label's values alone: script, pixel, hits, open, click or unsubscribe
 * @returns the sums, so that a test can compare them with what it sent and with the journal
 * @throws where the law is broken
 */
export function checkConservation(text: string, endpoint?: string): Conservation {
  const samples = parseMetrics(text);
  const received = samples.filter(({ name }) => name === metricNames.received);
  if (received.length === 0) throw new Error(`expected metrics with ${metricNames.received}`);
  const chosen = received
    .map(({ labels }) => labels['endpoint'] ?? '')
    .filter((each) => endpoint === undefined || each === endpoint);
  const total = { ...zero };
  for (const each of chosen) {
    const counts = countsOf(samples, each);
    const { stored, duplicate, rejected, refused, inFlight } = counts;
    if (counts.received !== stored + duplicate + rejected + refused + inFlight) {
      throw new Error(`${each} breaks the conservation law: ${JSON.stringify(counts)}`);
    }
    for (const key of keys) total[key] += counts[key];
  }
  return total;
}

const keys = Object.keys(metricNames) as (keyof Conservation)[];
const zero = { received: 0, stored: 0, duplicate: 0, rejected: 0, refused: 0, inFlight: 0 };

function countsOf(samples: readonly Sample[], endpoint: string): Conservation {
  const sum = (wanted: string): number =>
    samples
      .filter(({ name, labels }) => name === wanted && labels['endpoint'] === endpoint)
      .reduce((total, { value }) => total + value, 0);
  const counts = { ...zero };
  for (const key of keys) counts[key] = sum(metricNames[key]);
  return counts;
}

/** One line of `/metrics`. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** Reads Prometheus text (without escapes in label values: hitmark writes none). */
export function parseMetrics(text: string): Sample[] {
  return [...text.matchAll(/^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/gm)].map((line) => {
    const [, name = '', labels = '', value] = line;
    const pairs = [...labels.matchAll(/(\w+)="([^"]*)"/g)].map(([, key, label]) => [key, label]);
    return { name, labels: Object.fromEntries(pairs), value: Number(value) };
  });
}
