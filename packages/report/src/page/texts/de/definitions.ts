import type { Metric } from '../../../query/metrics.ts';

/** German definitions of the numbers, for readers of a page. */
export const definitions: Readonly<Record<Metric, string>> = {
  visitors:
    'So viele verschiedene Besucher kamen: Jeder Browser zählt einmal. Ein Browser ohne Cookie ist nur einen Tag lang bekannt und zählt am nächsten neu. Was zu keinem Besucher gehört, zählt bei Aufrufen und Ereignissen, hier nie.',
  visits:
    'Ein Besuch ist, was ein Besucher auf der Website tut, ohne eine Pause von mehr als 30 Minuten.',
  pageviews: 'So oft wurden Seiten aufgerufen.',
  events:
    'So viele Ereignisse hat die Website gemeldet, etwa Suchen, Downloads und Bestellungen. Aufrufe und Lesezeit gehören nicht dazu.',
  views_per_visit: 'Aufrufe geteilt durch Besuche.',
  bounce_rate:
    'Der Anteil der Besuche, die eine einzige Seite aufriefen und kein Ereignis auslösten, wie lange sie auch lasen.',
  visit_duration:
    'Die Zeit vom ersten bis zum letzten Zeichen eines Besuchs, im Durchschnitt: ein Aufruf, Lesezeit oder ein Ereignis.',
  engaged_ms:
    'So lange war eine Seite im Durchschnitt zu sehen. Nur Aufrufe zählen, deren Browser es gemeldet hat.',
  scroll_depth:
    'So weit wurde eine Seite im Durchschnitt gescrollt: 100 % ist ihr Ende. Nur Aufrufe zählen, deren Browser es gemeldet hat.',
  conversions:
    'So oft wurde ein Ziel erreicht. Ein Ereignis, das mehrere Ziele erreicht, zählt in einer Summe einmal, und in der Liste der Ziele bei jedem.',
  conversion_rate:
    'Der Anteil der Besucher, die das Ziel erreichten. Ein Filter nach Zielen ändert, wer es erreichte, nicht die Besucher, deren Anteil es ist.',
  revenue:
    'Was Ereignisse einbrachten: die Summe ihrer `data.revenue`. Beträge verschiedener Währungen werden nie zusammengezählt: Ein Filter nach `data.currency` zeigt die Summe der einen.',
  sent: 'So viele E-Mails wurden gesendet, wie es ihr Absender gemeldet hat.',
  opens: 'So oft wurden E-Mails geöffnet, wobei ein Bild darin geladen wird. Jedes Mal zählt.',
  unique_opens:
    'So viele Empfänger haben eine E-Mail geöffnet: Jeder zählt pro E-Mail einmal, wie oft er sie auch öffnet. Eine Öffnung ohne bekannten Empfänger zählt für sich.',
  open_rate:
    'Erste Öffnungen als Anteil der gesendeten E-Mails. Sie fehlt, wo kein Versand gemeldet wurde.',
  clicks: 'So oft wurde Links in E-Mails gefolgt. Jedes Mal zählt.',
  unique_clicks:
    'So viele Empfänger sind einem Link gefolgt: Jeder zählt pro E-Mail einmal, wie oft er auch klickt. Ein Klick ohne bekannten Empfänger zählt für sich.',
  click_rate:
    'Erste Klicks als Anteil der gesendeten E-Mails. Sie fehlt, wo kein Versand gemeldet wurde.',
  unsubscribes: 'So oft hat sich jemand von E-Mails abgemeldet.',
  time_to_open_median:
    'Die Hälfte der Empfänger, die die E-Mail geöffnet haben, tat es innerhalb dieser Zeit nach dem Versand.',
  vital_p75:
    'Drei Viertel dessen, was Browser gemessen haben, war höchstens so viel. CLS hat keine Einheit; die anderen sind Zeiten.',
};
