import type { settings as english } from '../en/settings.ts';

/** German texts of the pages that edit goals, funnels, segments and annotations. */
export const settings: typeof english = {
  settings: {
    title: 'Einstellungen',
    about:
      'Was auf dieser Website zählt, und was neben ihren Tagen steht. Zahlen ändern sich sofort, auch vergangene.',
    cancel: 'Abbrechen',
    remove: 'Entfernen …',
    removeAbout: 'Kein Ereignis geht verloren: Es wird nur ohne das gezählt.',
    removeSure: 'Endgültig entfernen',
    kinds: {
      goals: {
        many: 'Ziele',
        add: 'Neues Ziel',
        change: 'Ziel ändern',
        about: 'Ein Ziel ist ein Ereignis oder eine Seite, die zu zählen sich lohnt.',
      },
      funnels: {
        many: 'Trichter',
        add: 'Neuer Trichter',
        change: 'Trichter ändern',
        about: 'Ein Trichter zählt, wer von Schritt zu Schritt geht.',
      },
      segments: {
        many: 'Segmente',
        add: 'Neues Segment',
        change: 'Segment ändern',
        about: 'Ein Segment ist ein Filter mit einem Namen.',
      },
      annotations: {
        many: 'Notizen',
        add: 'Neue Notiz',
        change: 'Notiz ändern',
        about: 'Eine Notiz steht neben einem Tag des Diagramms.',
      },
    },
    links: {
      many: 'Geteilte Links',
      add: 'Neuer geteilter Link',
      about:
        'Ein geteilter Link zeigt die Zahlen dieser Website allen, die ihn haben, ohne Anmeldung, und nichts von einzelnen Personen.',
      unnamed: (id) => `Link ${id}`,
      until: (day) => `Bis ${day}`,
      ended: (day) => `Zu Ende seit ${day}`,
      name: 'Name: für wen er ist',
      days: 'Tage, die er gilt',
      make: 'Link erstellen',
      made: 'Geteilter Link',
      once: 'Bitte die Adresse jetzt kopieren: Sie lässt sich nicht noch einmal zeigen.',
      end: 'Diesen Link für alle beenden, die ihn haben',
      remove: 'Aus der Liste entfernen',
    },
    timezone: {
      title: 'Zeitzone',
      about:
        'Tage, Stunden und Wochen aller Websites gelten für diese Zeitzone. Wer den Bericht betreibt, wählt eine andere mit der Option {option}.',
    },
    labels: {
      name: 'Name',
      kind: 'Art',
      value: 'Welches: der Name, oder ein Pfad wie /danke',
      day: 'Tag',
      text: 'Text',
      steps: 'Schritte, in ihrer Reihenfolge',
      step: (number, what) => `Schritt ${number}: ${what}`,
      conditions: 'Bedingungen, die alle gelten müssen',
      condition: (number, what) => `Bedingung ${number}: ${what}`,
      window: 'Stunden für alle Schritte',
    },
    hints: {
      window: 'Leer: alle Schritte in einem Besuch.',
      steps: 'Zwei bis acht. Ein eigener Schritt darf einen Namen haben; ein Ziel hat einen.',
      conditions: 'Ein Wert pro Zeile: Einer davon muss gelten.',
      kept: 'Der Filter kommt von der API und sagt mehr, als dieses Formular kann: Er bleibt, wie er ist.',
    },
    choices: {
      event: 'Ereignis mit dem Namen',
      page: 'Aufruf der Seite',
      goal: 'Ziel',
      kept: 'Wie von der API geschrieben',
    },
    problems: {
      title: 'Nicht gespeichert. Was fehlt, steht neben den Feldern.',
      taken: 'Die Website hat schon so etwas. Bitte etwas anderes wählen.',
      full: 'Die Website hat so viele, wie es sein können. Bitte zuerst etwas entfernen.',
      inUse: 'Ein Trichter braucht dieses Ziel. Bitte zuerst den Trichter ändern.',
      expression: 'Der Ausdruck ist nicht zu lesen. Er ist einer von RE2.',
      other: 'So lässt sich das nicht speichern.',
      fields: {
        name: 'Bitte einen Namen von höchstens 120 Zeichen schreiben.',
        value: 'Bitte den Namen eines Ereignisses schreiben, oder einen Pfad wie /danke.',
        day: 'Bitte einen Tag wählen.',
        text: 'Bitte einen Text von höchstens 1000 Zeichen schreiben.',
        steps: 'Bitte zwei bis acht Schritte ausfüllen.',
        step: 'Bitte ein Ziel wählen, das es gibt, oder ein Ereignis oder eine Seite nennen.',
        window: 'Bitte eine ganze Zahl von Stunden bis 8784 schreiben, oder nichts.',
        filter: 'Bitte mindestens eine Bedingung ausfüllen.',
        days: 'Bitte eine ganze Zahl von Tagen schreiben, von 1 bis 3650.',
      },
    },
  },
};
