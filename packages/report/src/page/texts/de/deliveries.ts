import type { deliveries as english } from '../en/deliveries.ts';

/** German texts of deliveries to webhooks. */
export const deliveries: typeof english = {
  deliveries: {
    waiting: {
      title: 'Zustellungen, die warten',
      none: 'Nichts wartet.',
      about:
        'Von allen Websites. Ein Empfänger, der versagt, wird nach 5 s wieder versucht, danach immer seltener.',
      all: 'Alle jetzt versuchen',
    },
    dead: {
      title: 'Aufgegebene Zustellungen',
      none: 'Nichts wurde aufgegeben.',
      about:
        'Von allen Websites. Aufgegeben nach sieben Versuchen, oder weil nichts gesendet werden konnte.',
      all: 'Alle noch einmal versuchen',
    },
    columns: {
      to: 'An',
      event: 'Ereignis',
      attempts: 'Versuche',
      reason: 'Letzter Fehler',
      next: 'Nächster Versuch',
      last: 'Aufgegeben',
      again: 'Noch einmal',
    },
    now: 'jetzt',
    again: 'Jetzt versuchen',
    one: (host, event) => `${event} an ${host}`,
    byKey: (key) => `nach Schlüssel ${key}`,
    shown: (shown, count) => `${shown} von ${count} sind gezeigt.`,
    which: 'Bitte eine Zustellung wählen, oder alle.',
    reasons: {
      'status-410': 'Antwort 410: will nichts mehr',
      timeout: 'keine Antwort in der Zeit',
    },
  },
};
