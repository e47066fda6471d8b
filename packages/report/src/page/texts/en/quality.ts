/** Texts of the page about quality. */
export const quality = {
  quality: {
    title: 'Quality',
    about: 'How well the site works for its visitors, and how far its numbers can be trusted.',
    hidden: 'A shared link does not show this: it may hold something of a person.',
    vitals: {
      title: 'Web Vitals at p75',
      none: 'No browser has measured anything. The tag does, where it is tag.full.js.',
      about:
        'Three quarters of the views were at least as good. A full dot is good, a ring could be better, a cross is poor, by the limits of web.dev/vitals.',
      all: 'All pages',
      measured: 'Measured',
      ratings: { good: 'good', middling: 'could be better', poor: 'poor' },
      names: {
        LCP: 'Largest Contentful Paint: when the main part is seen',
        INP: 'Interaction to Next Paint: how fast it answers',
        CLS: 'Cumulative Layout Shift: how much it jumps',
        FCP: 'First Contentful Paint: when something is seen',
        TTFB: 'Time to First Byte: when the server answers',
      } as Readonly<Record<string, string>>,
    },
    panels: {
      errors: {
        title: 'Errors of scripts',
        none: 'No script has failed. The tag reports failures where it is told to.',
        about: 'Failures with the same message are one row.',
      },
      broken: {
        title: 'Pages with errors',
        none: 'No page had one.',
        about: 'The pages on which scripts failed.',
      },
      reasons: {
        title: 'Signs of who it was',
        none: 'No event has a sign.',
        about: 'Of all actors. An event with several signs stands at each.',
      },
      kinds: {
        title: 'How visitors are known',
        none: 'Nobody came.',
        about:
          'A cookie lasts; a daily visitor is another one tomorrow; without either, views count and visitors do not.',
      },
      consent: {
        title: 'Consent',
        none: 'Nobody came.',
        about: 'Not asked: nobody was asked, or nobody answered.',
      },
    },
    collector: {
      unknown: 'The collector does not tell.',
      taken: {
        title: 'What became of all that came',
        none: 'Nothing came.',
        about:
          'Of all sites, the last 30 days (UTC), as the journal counts them. /metrics of the collector has the same since its start, with what is on its way.',
      },
      rejected: {
        title: 'Hits that were not taken',
        none: 'Every hit was taken.',
        about: 'By reason, of all sites, the last 30 days (UTC).',
      },
      followers: {
        title: 'Handed on',
        none: 'Nobody follows the journal.',
        about: 'Events that wait. Dead letters are those that were given up: hitmark dead retry.',
      },
      names: {
        received: 'Received in all',
        stored: 'Stored',
        duplicate: 'Came twice',
        rejected: 'Rejected',
        refused: 'Refused: no room',
      },
      behind: (name: string) => `Waiting for ${name}`,
      dead: 'Dead letters',
    },
  },
};
