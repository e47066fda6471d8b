/** Texts of the pages about one person. */
export const person = {
  person: {
    title: 'Person',
    forbidden: 'You see numbers here, and nothing of single persons. Ask the owner of the report.',
    off: 'Pages of single persons are off. The owner of the report turns them on by report.persons.',
    nobody: 'No person is named. Open one from the record of an event.',
    none: 'There is no event of this person, or no event any more.',
    kinds: { visitor: 'Visitor', user: 'User', recipient: 'Recipient of emails' },
    together:
      'The same events also name these, so their events are shown here, too. They may be of another person, such as one who uses the same browser:',
    moreNames: (count: string) =>
      `${count} more names are not shown here; the page that forgets has all of them.`,
    first: 'First seen',
    last: 'Last seen',
    visit: (from: string, to: string, views: string, count: number) =>
      `Visit, ${from === to ? from : `${from} to ${to}`}, ${views} ${count === 1 ? 'view' : 'views'}`,
    forget: 'Forget this person …',
    forgetTitle: 'Forget this person',
    whom: 'Erase all events of',
    counted: (views: string, events: string, emails: string) =>
      `on all sites: ${views} views, ${events} events, ${emails} of emails`,
    more: (count: string) => `all ${count} further names of the same events`,
    erased: {
      title: 'Erased for good',
      items: [
        'their events in the journal, and so in every number of this report',
        'what still waits to be delivered to webhooks, dead letters included',
        'their lines in event files that the collector wrote',
      ],
      when: 'It begins at once and takes seconds, with a large journal minutes. The next page says when no byte is left. Hits are taken meanwhile, and wait while the journal is written anew.',
    },
    kept: {
      title: 'Not reached from here',
      items: [
        'what was delivered already: receivers of webhooks, and other programs that read the journal',
        'your backups',
        'hits that a browser still keeps to send, for up to 7 days: erase once more after these',
      ],
    },
    sure: 'I know that this can not be undone.',
    confirm: 'Tick the last box: what is erased does not come back.',
    chooseOne: 'Choose at least one of the names.',
    erase: 'Erase',
    cancel: 'Keep everything',
    allSites:
      'A person is erased on all sites at once. Somebody who may see all sites can do it, or hitmark forget.',
    notHere: 'No collector runs beside this report. Use hitmark forget.',
    running: { title: 'Erasing …', text: 'This page asks again by itself.' },
    done: { title: 'Erased', text: 'No byte of them is left in the data folder.' },
    failed: {
      title: 'Not everything is erased',
      text: (reason: string) => `${reason}. Mend that, and erase once more.`,
    },
    notices: 'Not erased yet',
    counts: {
      events: 'Events of the journal',
      report: 'Events of the report',
      clickhouse: 'Events of ClickHouse',
      lines: 'Lines of event files',
      deliveries: 'Deliveries and dead letters',
    },
  },
};
