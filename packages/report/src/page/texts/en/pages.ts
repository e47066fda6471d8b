/** Texts of the list of sites and of the list of events. */
export const pages = {
  sitesPage: {
    title: 'Sites',
    name: 'Add a site: its name, as in data-site',
    go: 'Get its tag',
    none: 'No site has sent anything yet.',
    onlyMachines: (text: string, count: number) =>
      `Only machines came: ${text} ${count === 1 ? 'event is' : 'events are'} left out.`,
    quiet: 'Nobody came in this period.',
  },
  eventsPage: {
    title: 'Events',
    older: 'Older events',
    none: 'No event meets this.',
    total: (count: string) => `${count} shown, newest first.`,
  },
};
