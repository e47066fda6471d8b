import { Gauge, type Registry } from 'prom-client';
import type { Replicas } from '../forwarders/index.ts';

/** Registers whether the replicas that answers wait for can be had. */
export function registerReplicas(
  registry: Registry,
  replicas: Pick<Replicas, 'unavailable'>,
): void {
  void new Gauge({
    name: 'hitmark_replicas_available',
    help: '1 while Kafka keeps events as answers promise; 0 while it does not (/readyz tells why)',
    registers: [registry],
    collect() {
      this.set(replicas.unavailable() === null ? 1 : 0);
    },
  });
}
