import { Gauge, type Registry } from 'prom-client';
import { createGauges } from './gauges.ts';

/** Figures of a report, as far as metrics show them. */
interface Figures {
  readonly behind: number;
  readonly events: number;
  readonly bytes: number;
}

/** Registers figures of the report; where it does not run, they are missing. */
export function registerReport(
  registry: Registry,
  report: { figures(): Promise<Figures | null> },
): void {
  let pending: Promise<Figures | null> | null = null;
  /** Figures of this scrape, which all gauges share. */
  const figures = (): Promise<Figures | null> =>
    (pending ??= report.figures().finally(() => {
      pending = null;
    }));

  const gauge = createGauges(registry, figures);
  void new Gauge({
    name: 'hitmark_report_up',
    help: 'Whether the report runs: 1 or 0',
    registers: [registry],
    async collect() {
      this.set((await figures()) === null ? 0 : 1);
    },
  });
  gauge('hitmark_report_lag_events', 'Events that the report has not taken yet', (found) => {
    return found.behind;
  });
  gauge('hitmark_report_events', 'Events in the report', ({ events }) => events);
  gauge('hitmark_report_bytes', "Size of the report's file", ({ bytes }) => bytes);
}
