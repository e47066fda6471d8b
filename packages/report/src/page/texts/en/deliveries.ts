/** Texts of deliveries to webhooks. */
export const deliveries = {
  deliveries: {
    waiting: {
      title: 'Deliveries that wait',
      none: 'Nothing waits.',
      about: 'Of all sites. A receiver that fails is tried again after 5 s, then ever more seldom.',
      all: 'Try all now',
    },
    dead: {
      title: 'Dead letters',
      none: 'Nothing was given up.',
      about: 'Of all sites. Given up after seven attempts, or because nothing could be sent.',
      all: 'Try all again',
    },
    columns: {
      to: 'To',
      event: 'Event',
      attempts: 'Attempts',
      reason: 'Last error',
      next: 'Next try',
      last: 'Given up',
      again: 'Try again',
    },
    now: 'now',
    again: 'Try now',
    one: (host: string, event: string) => `${event} to ${host}`,
    byKey: (key: string) => `by key ${key}`,
    shown: (shown: string, count: string) => `${shown} of ${count} are shown.`,
    which: 'Choose a delivery, or all.',
    reasons: {
      'status-410': 'answered 410: wants no more',
      timeout: 'no answer in time',
    } as Readonly<Record<string, string>>,
  },
};
