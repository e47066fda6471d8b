/** Texts about emails. */
export const messages = {
  messages: {
    title: 'Messages',
    about: 'Emails with something in this period. Their numbers are of all their time.',
    none: 'No email was sent, opened or clicked in this period. Emails appear once their links are made by hitmark:',
    usual: 'Against usual',
    who: 'By whom',
    unknownDay: 'sent before',
    neverSent: 'Nobody told the collector of its sending: there are no shares of what was sent.',
    notFound: (name: string) => `There is no email ${name}.`,
    sentOn: (day: string, count: string) =>
      `${day === '' ? 'Sent' : `Sent on ${day}`} to ${count}. All numbers are of all its time.`,
    perSent: 'per email sent',
    usually: (usual: string, count: string) => `against ${usual}, usual of ${count} others`,
    /** Names in braces are gaps, which the page fills. */
    sentence: {
      people: (text: string, count: number) => `${text} ${count === 1 ? 'person' : 'people'}`,
      opened: '{opened} opened it, {clicked} clicked.',
      visits: (text: string, count: number) => `${text} ${count === 1 ? 'visit' : 'visits'}`,
      followed: '{visits} followed.',
      followedWithRevenue: '{visits} and {revenue} followed.',
    },
    steps: {
      title: 'From the email to the order',
      key: 'Each bar is the share of the step before',
      names: {
        sent: 'Sent',
        opened: 'Opened',
        clicked: 'Clicked',
        visited: 'Visited',
        goal: 'Met a goal',
        ordered: 'Ordered',
      },
      of: {
        sent: (share: string) => share,
        opened: (share: string) => `${share} of sent`,
        clicked: (share: string) => `${share} of opened`,
        visited: (share: string) => `${share} of clicked`,
        goal: (share: string) => `${share} of visitors`,
        ordered: (share: string) => `${share} of those`,
      },
    },
    times: {
      title: 'Time from sending to opening',
      label: 'Recipients that opened, by the time since sending; the table below has every number.',
      none: 'Nobody opened it, or nobody knows when it was sent.',
      half: (time: string) => `Half had opened it first within ${time}.`,
      twice: 'Who opened it in two of these spans stands in both.',
    },
    spans: {
      '0-1m': '< 1 min',
      '1-5m': '1–5 min',
      '5-15m': '5–15 min',
      '15-60m': '15–60 min',
      '1-3h': '1–3 h',
      '3-6h': '3–6 h',
      '6-12h': '6–12 h',
      '12-24h': '12–24 h',
      '1-2d': '1–2 d',
      '2-7d': '2–7 d',
      '7d-': '> 7 d',
    } as Readonly<Record<string, string>>,
    readers: {
      title: 'Who opened',
      about:
        'Mail programs and filters fetch pictures and links on their own: those are no readers.',
    },
    links: {
      title: 'Clicks by link, in the order of the email',
      none: 'Nobody clicked.',
      people: 'People',
      share: 'Of clickers',
      machines: 'Machines',
      give: 'To see them over the email:',
      twice: 'Who clicked two links stands in both rows, and once in the total.',
    },
    email: {
      title: 'Clicks over the email',
      about:
        'Words and links of its HTML; pictures are their places. The number at a link opens its clicks.',
      cut: 'The email is longer: the rest is not shown.',
      others: (count: string) => `${count} links that were clicked are not in this HTML.`,
      picture: 'Picture',
      clicks: 'clicked',
    },
    follow: {
      all: 'The site, seen by those who came',
      goals: { title: 'Goals met after a click', none: 'No goal was met.' },
      landing: { title: 'Landed on', none: 'No visit followed.' },
      devices: { title: 'They came with', none: 'No visit followed.' },
    },
  },
};
