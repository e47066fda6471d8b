import type { Texts } from '../en.ts';

/** Texts of the login, of shared links, and of errors, in German. */
export const access: Pick<Texts, 'access'> = {
  access: {
    title: 'Anmelden bei hitmark',
    logIn: 'Anmelden',
    name: 'Name',
    password: 'Passwort',
    token: 'Token',
    onlyToken: 'Mit dem Token der API: Name leer lassen.',
    wrong: 'Name oder Passwort ist falsch.',
    tooMany: (seconds) => `Zu viele Versuche: in ${seconds} s noch einmal.`,
    nobody:
      'Niemand kann sich anmelden: setze report.accounts (hitmark report password macht den Hash) oder report.token.',
    plainHttp:
      'Eine Anmeldung über blosses http könnten andere mitlesen: öffne den Bericht auf seinem eigenen Rechner über localhost, oder stelle https davor und setze report.publicUrl.',
    goOn: 'Weiter',
    ended: 'Dieser Link ist abgelaufen',
    askAgain: 'Wer ihn geschickt hat, kann einen neuen machen.',
    error: 'Das kann nicht gezeigt werden',
    allSites: 'Alle Websites',
    errors: {
      'not-found': 'Diese Seite gibt es nicht.',
      'foreign-request':
        'Die Anfrage kommt von keiner Seite dieses Berichts: öffne den Bericht selbst.',
      'wrong-host': 'Der Bericht antwortet nicht unter diesem Namen.',
      'site-forbidden': 'Diese Website darfst du nicht sehen.',
      'persons-forbidden': 'Ein geteilter Link zeigt nichts von Personen: melde dich dafür an.',
      'login-needed': 'Ein geteilter Link zeigt nur Zahlen: melde dich dafür an.',
      'too-many-queries': 'Zu viele Fragen auf einmal: versuch es gleich noch einmal.',
      busy: 'Zu viele Fragen auf einmal: versuch es gleich noch einmal.',
      'query-timeout':
        'Es dauerte zu lange und wurde abgebrochen: nimm weniger Tage oder einen Filter.',
      'store-failed':
        'Der Speicher konnte nicht antworten: nimm weniger Tage, oder erhöhe report.memoryLimit; im Log steht, warum.',
      internal: 'Der Bericht ist gescheitert: im Log steht, warum.',
    },
  },
};
