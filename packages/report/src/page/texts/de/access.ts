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
      'Niemand kann sich anmelden: Es fehlt report.accounts (hitmark report password macht den Hash) oder report.token.',
    plainHttp:
      'Eine Anmeldung über blosses http könnten andere mitlesen: Bitte den Bericht auf seinem eigenen Rechner über localhost öffnen, oder https davor stellen und report.publicUrl setzen.',
    goOn: 'Weiter',
    ended: 'Dieser Link ist abgelaufen',
    askAgain: 'Wer ihn geschickt hat, kann einen neuen machen.',
    error: 'Das kann nicht gezeigt werden',
    allSites: 'Alle Websites',
    errors: {
      'not-found': 'Diese Seite gibt es nicht.',
      'foreign-request':
        'Die Anfrage kommt von keiner Seite dieses Berichts: Bitte den Bericht selbst öffnen.',
      'wrong-host': 'Der Bericht antwortet nicht unter diesem Namen.',
      'site-forbidden': 'Für diese Website fehlt der Zugang.',
      'persons-forbidden': 'Ein geteilter Link zeigt nichts von Personen: Bitte dafür anmelden.',
      'login-needed': 'Ein geteilter Link zeigt nur Zahlen: Bitte dafür anmelden.',
      'too-many-queries': 'Zu viele Fragen auf einmal: Bitte gleich noch einmal versuchen.',
      busy: 'Zu viele Fragen auf einmal: Bitte gleich noch einmal versuchen.',
      'query-timeout':
        'Es dauerte zu lange und wurde abgebrochen: Weniger Tage oder ein Filter helfen.',
      'store-failed':
        'Der Speicher konnte nicht antworten: Weniger Tage helfen, oder ein höheres report.memoryLimit; im Log steht, warum.',
      internal: 'Der Bericht ist gescheitert: im Log steht, warum.',
    },
  },
};
