import type { quality as english } from '../en/quality.ts';

/** German texts of the page about quality. */
export const quality: typeof english = {
  quality: {
    title: 'Qualität',
    about: 'Wie gut die Website für Besucher läuft, und wie weit man ihren Zahlen trauen kann.',
    hidden: 'Ein geteilter Link zeigt das nicht: es könnte etwas über einen Menschen sagen.',
    vitals: {
      title: 'Web Vitals, p75',
      none: 'Kein Browser hat etwas gemessen. Das tut tag.full.js.',
      about:
        'Drei Viertel der Aufrufe waren mindestens so gut. Voller Punkt: gut; Ring: könnte besser sein; Kreuz: schlecht, nach den Grenzen von web.dev/vitals.',
      all: 'Alle Seiten',
      measured: 'Gemessen',
      ratings: { good: 'gut', middling: 'könnte besser sein', poor: 'schlecht' },
      names: {
        LCP: 'Largest Contentful Paint: wann der Hauptteil zu sehen ist',
        INP: 'Interaction to Next Paint: wie schnell die Seite antwortet',
        CLS: 'Cumulative Layout Shift: wie sehr die Seite springt',
        FCP: 'First Contentful Paint: wann etwas zu sehen ist',
        TTFB: 'Time to First Byte: wann der Server antwortet',
      },
    },
    panels: {
      errors: {
        title: 'Fehler in Skripten',
        none: 'Kein Skript ist gescheitert. Das Tag meldet Fehler, wo es das soll.',
        about: 'Fehler mit derselben Meldung sind eine Zeile.',
      },
      broken: {
        title: 'Seiten mit Fehlern',
        none: 'Keine Seite hatte einen.',
        about: 'Die Seiten, auf denen Skripte scheiterten.',
      },
      reasons: {
        title: 'Zeichen dafür, wer es war',
        none: 'Kein Ereignis hat ein Zeichen.',
        about: 'Von allen. Ein Ereignis mit mehreren Zeichen steht bei jedem.',
      },
      kinds: {
        title: 'Wie Besucher erkannt werden',
        none: 'Niemand kam.',
        about:
          'Ein Cookie bleibt; ein Tagesbesucher ist morgen ein anderer; ohne beides zählen Aufrufe, Besucher nicht.',
      },
      consent: {
        title: 'Einwilligung',
        none: 'Niemand kam.',
        about: 'Nicht gefragt: niemand wurde gefragt, oder niemand hat geantwortet.',
      },
    },
    collector: {
      unknown: 'Der Collector sagt es nicht.',
      taken: {
        title: 'Was aus allem wurde, das kam',
        none: 'Nichts kam.',
        about:
          'Von allen Websites, die letzten 30 Tage (UTC), wie das Journal sie zählt. /metrics des Collectors hat dasselbe seit seinem Start, mit dem, was unterwegs ist.',
      },
      rejected: {
        title: 'Nicht angenommen',
        none: 'Alles wurde angenommen.',
        about: 'Nach Gründen, von allen Websites, die letzten 30 Tage (UTC).',
      },
      followers: {
        title: 'Weitergegeben',
        none: 'Niemand folgt dem Journal.',
        about: 'Wartende Ereignisse. Aufgegebenes holt hitmark dead retry zurück.',
      },
      names: {
        received: 'Insgesamt empfangen',
        stored: 'Gespeichert',
        duplicate: 'Zweimal gekommen',
        rejected: 'Abgelehnt',
        refused: 'Kein Platz',
      },
      behind: (name) => `Wartet auf ${name}`,
      dead: 'Aufgegeben',
    },
  },
};
