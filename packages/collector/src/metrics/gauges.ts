import { Gauge, type Registry } from 'prom-client';

/** Registers a gauge, which reads its number from the figures of a scrape. */
type AddGauge<Figures> = (name: string, help: string, read: (figures: Figures) => number) => void;

/**
 * Creates a function that registers gauges.
 *
 * @param find finds the figures of a scrape; null: there are none, and the gauges are left out of it
 */
export function createGauges<Figures>(
  registry: Registry,
  find: () => Promise<Figures | null>,
): AddGauge<Figures> {
  return (name, help, read) => {
    void new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        const figures = await find();
        if (figures === null) this.remove();
        else this.set(read(figures));
      },
    });
  };
}
