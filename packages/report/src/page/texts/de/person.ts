import type { person as english } from '../en/person.ts';

/** German texts of the pages about one person. */
export const person: typeof english = {
  person: {
    title: 'Person',
    forbidden:
      'Hier sind Zahlen zu sehen und nichts von einzelnen Personen. Wer den Bericht betreibt, weiss mehr.',
    off: 'Seiten über einzelne Personen sind aus. Wer den Bericht betreibt, schaltet sie mit report.persons ein.',
    nobody: 'Keine Person ist genannt. Der Eintrag eines Ereignisses führt zu ihr.',
    none: 'Von dieser Person gibt es kein Ereignis, oder keines mehr.',
    kinds: { visitor: 'Besucher', user: 'Benutzer', recipient: 'Empfänger von E-Mails' },
    together:
      'Gezeigt zusammen mit diesen, die dieselben Ereignisse nennen. Jemand anders kann darunter sein, etwa wer denselben Browser benutzt:',
    moreNames: (count) =>
      `${count} weitere Namen sind hier nicht gezeigt; die Seite, die vergisst, hat alle.`,
    first: 'Zuerst gesehen',
    last: 'Zuletzt gesehen',
    visit: (from, to, views, count) =>
      `Besuch, ${from === to ? from : `${from} bis ${to}`}, ${views} ${count === 1 ? 'Aufruf' : 'Aufrufe'}`,
    forget: 'Diese Person vergessen …',
    forgetTitle: 'Diese Person vergessen',
    whom: 'Alle Ereignisse löschen von',
    counted: (views, events, emails) =>
      `auf allen Websites: ${views} Aufrufe, ${events} Ereignisse, ${emails} von E-Mails`,
    more: (count) => `alle ${count} weiteren Namen, die dieselben Ereignisse mit diesen verbinden`,
    erased: {
      title: 'Endgültig gelöscht werden',
      items: [
        'die Ereignisse im Journal, und damit in jeder Zahl dieses Berichts',
        'was noch auf Zustellung an Webhooks wartet, auch was aufgegeben wurde',
        'die Zeilen in Ereignisdateien, die der Collector geschrieben hat',
      ],
      when: 'Es beginnt sofort und dauert Sekunden, bei grossem Journal Minuten. Die nächste Seite sagt, wann kein Byte mehr da ist. Treffer werden weiter angenommen und warten, während das Journal neu geschrieben wird.',
    },
    kept: {
      title: 'Von hier aus nicht erreicht wird',
      items: [
        'was schon zugestellt ist: Empfänger von Webhooks und andere Programme, die das Journal lesen',
        'eigene Sicherungskopien',
        'Treffer, die ein Browser noch bis zu 7 Tage zum Senden aufhebt: danach noch einmal löschen',
      ],
    },
    sure: 'Ich weiss, dass das nicht rückgängig zu machen ist.',
    confirm: 'Bitte das letzte Kästchen ankreuzen: Gelöschtes kommt nicht zurück.',
    chooseOne: 'Bitte mindestens einen der Namen wählen.',
    erase: 'Löschen',
    cancel: 'Alles behalten',
    allSites:
      'Eine Person wird auf allen Websites zugleich gelöscht. Das kann, wer alle Websites sieht, oder hitmark forget.',
    notHere: 'Neben diesem Bericht läuft kein Collector. Dafür gibt es hitmark forget.',
    running: { title: 'Wird gelöscht …', text: 'Diese Seite fragt von selbst wieder nach.' },
    done: { title: 'Gelöscht', text: 'Im Datenordner ist kein Byte mehr von ihr.' },
    failed: {
      title: 'Nicht alles ist gelöscht',
      text: (reason) => `${reason}. Das beheben, und noch einmal löschen.`,
    },
    notices: 'Noch nicht gelöscht',
    counts: {
      events: 'Ereignisse im Journal',
      report: 'Ereignisse im Bericht',
      clickhouse: 'Ereignisse in ClickHouse',
      lines: 'Zeilen von Ereignisdateien',
      deliveries: 'Zustellungen, auch aufgegebene',
    },
  },
};
