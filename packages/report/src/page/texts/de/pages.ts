import type { pages as english } from '../en/pages.ts';

/** German texts of the other pages. */
export const pages: typeof english = {
  sitesPage: {
    title: 'Websites',
    add: 'Website hinzufügen',
    name: 'Name der Website, wie in data-site',
    go: 'Zeigen',
    none: 'Noch keine Website hat etwas gesendet.',
  },
  eventsPage: {
    title: 'Ereignisse',
    older: 'Ältere Ereignisse',
    none: 'Kein Ereignis passt.',
    total: (count) => `${count} gezeigt, neueste zuerst.`,
  },
};
