import type { messages as english } from '../en/messages.ts';

/** German texts about emails. */
export const messages: typeof english = {
  messages: {
    title: 'E-Mails',
    about: 'E-Mails, zu denen es in dieser Zeit etwas gab. Ihre Zahlen gelten für ihre ganze Zeit.',
    none: 'In dieser Zeit wurde keine E-Mail gesendet, geöffnet oder angeklickt. E-Mails erscheinen, sobald hitmark ihre Links macht:',
    usual: 'Gegenüber sonst',
    who: 'Von wem',
    unknownDay: 'davor gesendet',
    neverSent: 'Niemand hat den Versand gemeldet: Anteile am Versand gibt es nicht.',
    notFound: (name) => `Es gibt keine E-Mail ${name}.`,
    sentOn: (day, count) =>
      `${day === '' ? 'Gesendet' : `Gesendet am ${day}`} an ${count}. Alle Zahlen gelten für ihre ganze Zeit.`,
    perSent: 'pro gesendete E-Mail',
    usually: (usual, count) => `gegen ${usual}, üblich bei ${count} anderen`,
    sentence: {
      people: (text) => `${text} Menschen`,
      opened: 'Geöffnet von {opened}, angeklickt von {clicked}.',
      visits: (text, count) => `${text} ${count === 1 ? 'Besuch' : 'Besuche'}`,
      followed: 'Danach: {visits}.',
      followedWithRevenue: 'Danach: {visits} und {revenue}.',
    },
    steps: {
      title: 'Von der E-Mail zur Bestellung',
      key: 'Jeder Balken ist der Anteil am Schritt davor',
      names: {
        sent: 'Gesendet',
        opened: 'Geöffnet',
        clicked: 'Geklickt',
        visited: 'Besucht',
        goal: 'Ziel erreicht',
        ordered: 'Bestellt',
      },
      of: {
        sent: (share) => share,
        opened: (share) => `${share} der gesendeten`,
        clicked: (share) => `${share} der Öffnenden`,
        visited: (share) => `${share} der Klickenden`,
        goal: (share) => `${share} der Besucher`,
        ordered: (share) => `${share} von diesen`,
      },
    },
    times: {
      title: 'Zeit vom Versand bis zur Öffnung',
      label:
        'Öffnende Empfänger nach der Zeit seit dem Versand; alle Zahlen stehen in der Tabelle.',
      none: 'Niemand öffnete sie, oder niemand weiss, wann sie gesendet wurde.',
      half: (time) => `Die Hälfte hatte sie nach ${time} zum ersten Mal geöffnet.`,
      twice: 'Wer sie in zwei dieser Spannen öffnete, steht in beiden.',
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
      '1-2d': '1–2 Tage',
      '2-7d': '2–7 Tage',
      '7d-': '> 7 Tage',
    },
    readers: {
      title: 'Wer öffnete',
      about: 'Mailprogramme und Filter holen Bilder und Links von selbst: das sind keine Leser.',
    },
    links: {
      title: 'Klicks nach Links, wie sie in der E-Mail stehen',
      none: 'Niemand klickte.',
      people: 'Menschen',
      share: 'Der Klickenden',
      machines: 'Programme',
      give: 'Um sie über der E-Mail zu sehen:',
      twice: 'Wer zwei Links anklickte, steht in beiden Zeilen und einmal in der Summe.',
    },
    email: {
      title: 'Klicks über der E-Mail',
      about:
        'Worte und Links ihres HTML; Bilder sind ihre Plätze. Die Zahl an einem Link öffnet seine Klicks.',
      cut: 'Die E-Mail ist länger: der Rest wird nicht gezeigt.',
      others: (count) => `${count} angeklickte Links stehen nicht in diesem HTML.`,
      picture: 'Bild',
      clicks: 'klickten',
    },
    follow: {
      all: 'Die Website aus Sicht derer, die kamen',
      goals: { title: 'Ziele nach einem Klick', none: 'Kein Ziel wurde erreicht.' },
      landing: { title: 'Gelandet auf', none: 'Kein Besuch folgte.' },
      devices: { title: 'Sie kamen mit', none: 'Kein Besuch folgte.' },
    },
  },
};
