import type { Log } from '../../log.ts';
import type { ReplicaNews } from './replica-news.ts';

/** Logs each time that replicas can't be had any more, and that they can again. */
export function createAvailabilityLog(log: Log): (news: ReplicaNews) => void {
  let wasAvailable = true;
  return (news) => {
    if (news.kind !== 'availability') return;
    const { reason } = news;
    if (reason !== null) {
      const fields = { event: 'replicas-unavailable', reason };
      log.warn(fields, 'Kafka does not keep events now: what waits for it is answered 503');
    } else if (!wasAvailable) {
      log.info({ event: 'replicas-available' }, 'Kafka keeps events again');
    }
    wasAvailable = reason === null;
  };
}
