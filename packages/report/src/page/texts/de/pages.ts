import type { pages as english } from '../en/pages.ts';

/** German texts of the other pages. */
export const pages: typeof english = {
  sitesPage: {
    title: 'Websites',
    name: 'Website hinzufügen: ihr Name, wie in data-site',
    go: 'Tag holen',
    none: 'Noch keine Website hat etwas gesendet.',
    onlyMachines: (text, count) =>
      `Nur Maschinen kamen: ${text} ${count === 1 ? 'Ereignis ist' : 'Ereignisse sind'} nicht gezählt.`,
    quiet: 'In diesem Zeitraum kam niemand.',
  },
  eventsPage: {
    title: 'Ereignisse',
    older: 'Ältere Ereignisse',
    none: 'Kein Ereignis passt.',
    total: (count) => `${count} gezeigt, neueste zuerst.`,
  },
};
