/** How emails say "unsubscribe", in the languages that most of them are written in. */
const words =
  /unsubscri|opt[\s_-]?out|abmelden|abbestell|d[ée]sabonn|d[ée]sinscri|cancelar (?:la )?su[bs]scri|darse de baja|disiscri|annulla (?:l.)?iscrizione|uitschrijv|afmeld|avregistrer|wypisz|anul[ou]j subskrypcj|отпис|退订|配信停止|수신거부/i;

/** Whether a link says that it ends a subscription. */
export function saysUnsubscribe(text: string, address: string): boolean {
  return words.test(text) || words.test(pathOf(address));
}

function pathOf(address: string): string {
  return address.replace(/^[a-z]+:\/\/[^/?#]*/i, '');
}
