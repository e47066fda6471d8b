import { Counter, Gauge, type Registry } from 'prom-client';
import { endpoints, type EventCounters, type Counters } from './counters.ts';

/**
 * Registers the metrics of the counters. Handling a request costs nothing more: each scrape reads the plain numbers,
 * all in one turn of the event loop, so that the conservation law holds in every scrape, also under load.
 */
export function registerCounters(
  registry: Registry,
  { events, rejectedRequests, droppedConnections }: Counters,
): void {
  const counter = (
    name: string,
    help: string,
    labelNames: readonly string[],
    read: (add: (labels: Record<string, string>, value: number) => void) => void,
  ): void => {
    void new Counter({
      name,
      help,
      labelNames,
      registers: [registry],
      collect() {
        this.reset();
        read((labels, value) => this.inc(labels, value));
      },
    });
  };
  const eventCounter = (name: string, help: string, count: keyof EventCounters['counts']): void => {
    counter(`hitmark_events_${name}_total`, help, ['endpoint'], (add) => {
      for (const endpoint of endpoints) add({ endpoint }, events[endpoint].counts[count]);
    });
  };
  const reasonCounter = (
    name: string,
    help: string,
    reasons: 'rejected' | 'refused' | 'cuts',
  ): void => {
    counter(`hitmark_${name}_total`, help, ['endpoint', 'reason'], (add) => {
      for (const endpoint of endpoints) {
        for (const [reason, count] of events[endpoint][reasons]) add({ endpoint, reason }, count);
      }
    });
  };

  eventCounter('received', 'Events that were asked to be recorded', 'received');
  eventCounter('stored', 'Events on disk', 'stored');
  eventCounter('duplicate', 'Hits that were sent again and were on disk before', 'duplicate');
  eventCounter('late', 'Events on disk that were answered before the replicas had them', 'late');
  reasonCounter('events_rejected', 'What was sent as an event and is none', 'rejected');
  reasonCounter('events_refused', 'Events that could not be stored', 'refused');
  reasonCounter('values_cut', 'Values that were cut or left out of events', 'cuts');
  void new Gauge({
    name: 'hitmark_events_in_flight',
    help: 'Events that were received and whose fate is open',
    labelNames: ['endpoint'],
    registers: [registry],
    collect() {
      for (const endpoint of endpoints) this.set({ endpoint }, events[endpoint].counts.inFlight);
    },
  });
  counter(
    'hitmark_requests_rejected_total',
    'Requests that were turned away before their events could be counted',
    ['reason'],
    (add) => {
      for (const [reason, count] of rejectedRequests) add({ reason }, count);
    },
  );
  counter(
    'hitmark_connections_dropped_total',
    'Connections over limits.maxConnections, closed as they came',
    [],
    (add) => {
      add({}, droppedConnections());
    },
  );
}
