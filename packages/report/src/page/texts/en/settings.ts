/** Texts of the pages that edit goals, funnels, segments and annotations. */
export const settings = {
  settings: {
    title: 'Settings',
    about:
      'What counts on this site, and what is written beside its days. Numbers change at once, also those of the past.',
    cancel: 'Cancel',
    remove: 'Remove …',
    removeAbout: 'No event is lost: numbers are only counted without it.',
    removeSure: 'Remove for good',
    kinds: {
      goals: {
        many: 'Goals',
        add: 'New goal',
        change: 'Change the goal',
        about: 'A goal is an event or a page that is worth counting.',
      },
      funnels: {
        many: 'Funnels',
        add: 'New funnel',
        change: 'Change the funnel',
        about: 'A funnel counts who goes from step to step.',
      },
      segments: {
        many: 'Segments',
        add: 'New segment',
        change: 'Change the segment',
        about: 'A segment is a filter with a name.',
      },
      annotations: {
        many: 'Notes',
        add: 'New note',
        change: 'Change the note',
        about: 'A note stands beside a day of the chart.',
      },
    },
    links: {
      many: 'Shared links',
      add: 'New shared link',
      about:
        'A shared link shows the numbers of this site to whoever has it, without a login, and nothing of single persons.',
      unnamed: (id: string) => `Link ${id}`,
      until: (day: string) => `Until ${day}`,
      ended: (day: string) => `Ended ${day}`,
      name: 'Name: whom it is for',
      days: 'Days that it lasts',
      make: 'Make the link',
      made: 'Shared link',
      once: 'Copy the address now: it can not be shown again.',
      end: 'End this link for all who have it',
      remove: 'Remove it from the list',
    },
    timezone: {
      title: 'Time zone',
      /** Names in braces are gaps, which the page fills. */
      about:
        'Days, hours and weeks of all sites are of this time zone. The operator chooses another with the option {option}.',
    },
    labels: {
      name: 'Name',
      kind: 'Kind',
      value: 'Which: its name, or a path such as /thanks',
      day: 'Day',
      text: 'Text',
      steps: 'Steps, in their order',
      step: (number: number, what: string) => `Step ${number}: ${what}`,
      conditions: 'Conditions, all of which must hold',
      condition: (number: number, what: string) => `Condition ${number}: ${what}`,
      window: 'Hours for all steps',
    },
    hints: {
      window: 'Empty: all steps in one visit.',
      steps: 'Two to eight. A step of its own may have a name; a goal has one.',
      conditions: 'One value a line: one of them must hold.',
      kept: 'Its filter was written by the API, and says more than this form can: it stays as it is.',
    } as Readonly<Record<string, string>>,
    choices: {
      event: 'Event with the name',
      page: 'View of the page',
      goal: 'Goal',
      kept: 'As the API has written it',
    },
    problems: {
      title: 'Not saved. What is missing stands beside the fields.',
      taken: 'The site has one like this already. Choose another.',
      full: 'The site has as many as there can be. Remove one first.',
      inUse: 'A funnel needs this goal. Change the funnel first.',
      expression: 'The expression can not be read. It is one of RE2.',
      other: 'This can not be kept so.',
      fields: {
        name: 'Write a name of at most 120 characters.',
        value: 'Write the name of an event, or a path such as /thanks.',
        day: 'Choose a day.',
        text: 'Write a text of at most 1,000 characters.',
        steps: 'Fill in two to eight steps.',
        step: 'Choose a goal that there is, or name an event or a page.',
        window: 'Write a whole number of hours, up to 8,784, or nothing.',
        filter: 'Fill in at least one condition.',
        days: 'Write a whole number of days, from 1 to 3,650.',
      } as Readonly<Record<string, string>>,
    },
  },
};
