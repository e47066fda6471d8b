import type { ReportDeliveries } from '@hitmark/report';
import { openDeliveryList } from '../../../forwarders/index.ts';

/** Rows that a page shows of each state. */
const limit = 50;

/**
 * Makes the report's way to the deliveries of a journal. Its file is opened for each request: few are made.
 *
 * @param path of the journal's file
 */
export function reportDeliveries(path: string): ReportDeliveries {
  function withList<Result>(work: (list: ReturnType<typeof openDeliveryList>) => Result): Result {
    const list = openDeliveryList(path);
    try {
      return work(list);
    } finally {
      list.close();
    }
  }
  return {
    list: async () =>
      withList((list) => ({
        waiting: list.list('waiting', limit),
        dead: list.list('dead', limit),
      })),
    retry: async (which) => withList((list) => list.retry(which, Date.now())),
  };
}
