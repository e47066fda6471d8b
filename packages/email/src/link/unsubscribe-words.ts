import { foldLetters, partWords } from './fold-text.ts';

// Ways in which emails say "unsubscribe", in the languages that most of them are written in: whole words, in
// lower case and without accents, as `foldLetters` writes them. An ending that changes with grammar is `\p{L}*`.

/** Languages of Latin letters. */
const latin = [
  // Anywhere in a word: only words for unsubscribing contain it.
  /unsubscri/,
  // English, German
  /(?<!\p{L})(?:unsub|opt ?out|opting out|remove me|abmelden|abmeld(?:ung|elink)|abbestell\p{L}*|newsletterab(?:meld|bestell)ung|austragen)(?!\p{L})/u,
  // French, Italian, Romanian, Catalan
  /(?<!\p{L})(?:desabonn\p{L}*|desinscri\p{L}*|disiscri\p{L}*|(?:annulla|cancella)(?:re)? (?:l['’]?|la )?iscrizione|cancella(?:ti|mi) dalla (?:newsletter|lista)|dezabon\p{L}*|donar ?(?:se|me)? de baixa|dona['’]t de baixa)(?!\p{L})/u,
  // Spanish, Portuguese
  /(?<!\p{L})(?:(?:cancelar|anular|cancele|cancela) (?:(?:la|mi|tu|su|a|minha|sua|o|meu|seu) )?(?:suscripcion|subscripcion|subscricao|inscricao|assinatura|cadastro|boletin)|dar(?:se|me|te)? de baja|date de baja|de baja aqui|desuscri\p{L}*|descadastr\p{L}*|desinscrev\p{L}*|desassinar)(?!\p{L})/u,
  // Dutch, Danish, Norwegian, Swedish, Finnish
  /(?<!\p{L})(?:uitschrijv\p{L}*|afmeld(?:en|ing|e)?|frameld\p{L}*|avmeld(?:ing|e)?|meld (?:deg|meg|dig|mig) (?:av|fra)|avregistrer\p{L}*|avprenumerera|avanmal\p{L}*|avsluta prenumeration\p{L}*|avslutt abonnement\p{L}*|peruuta (?:uutiskirje|tilaus|tilauksesi)|peru (?:uutiskirje|tilaus)|lopeta tilaus|poistu (?:listalta|postituslistalta))(?!\p{L})/u,
  // Polish, Czech, Slovak, Croatian, Slovene, Hungarian, Lithuanian, Latvian, Estonian
  /(?<!\p{L})(?:wypis(?:z|ac|uje)|(?:z?rezygnuj|rezygnacja|zrezygnowac) z (?:subskrypcji|newslettera)|anul(?:uj|owac|oj|owanie) subskrypcj[aei]|odhlas\p{L}*|zrusit odber|odjav\p{L}*|leiratkoz\p{L}*|atsisakyti prenumeratos|atrakstities|loobu(?:da)? (?:uudiskirjast|tellimusest))(?!\p{L})/u,
  // Turkish, Indonesian, Malay, Vietnamese
  /(?<!\p{L})(?:abonelikten (?:cik|cikis|ayril)\p{L}*|aboneligi(?:mi|nizi)? iptal|listeden cik\p{L}*|uyelikten cik\p{L}*|(?:berhenti|batal) (?:berlangganan|melanggan)|huy đang ky|ngung nhan)(?!\p{L})/u,
];

/** Languages of other letters, with spaces between words. */
const spaced = [
  // Russian, Ukrainian, Bulgarian, Serbian
  /(?<!\p{L})(?:отпис(?:аться|атись|ать|ка|ку|ки|ване|ването)|отпиш(?:и|ите|ете|ись|итесь)|отказаться от (?:рассылки|подписки)|відписатис[яь]|відписка|скасувати підписку|одјав\p{L}*)(?!\p{L})/u,
  // Greek
  /(?<!\p{L})(?:απεγγραφ\p{L}*|διαγραφη απο τη λιστα|καταργηση εγγραφης)(?!\p{L})/u,
  // Hebrew, Arabic, Persian, Hindi
  /(?<!\p{L})(?:ל?הסרה|הסר(?:ו)? אותי|ביטול (?:הרשמה|מנוי)|(?:إلغاء|الغاء) الاشتراك|لغو (?:اشتراک|عضویت)|सदस्यता (?:समाप्त|रद्द)|अनसब्सक्राइब)(?![\p{L}\p{M}])/u,
];

/** Greek, Cyrillic, Hebrew, Arabic, Devanagari. */
const spacedLetters = /[\u0370-\u06ff\u0904-\u097f]/;

/** Chinese, Japanese, Korean, Thai, which have no spaces, or do without. */
const unspaced =
  /退订|取消订阅|退訂|取消訂閱|取消訂閲|配信(?:を)?停止|配信解除|購読(?:を)?(?:解除|停止|中止)|登録(?:を)?解除|メルマガ解除|退会|수신 ?거부|구독 ?(?:취소|해지)|ยกเลิกการ(?:สมัคร|รับ|เป็นสมาชิก)|ยกเลิกรับ/u;

/** Thai, East Asian. */
const unspacedLetters = /[\u0e00-\u0e7f\u3040-\u9fff\uac00-\ud7af]/;

/**
 * A first, quick check: a part of each of the Latin words above. A link without any of these parts, as nearly all are,
 * needs no other check. It takes a fifth of their time.
 */
const candidate =
  /unsub|opt[\W_]{0,3}out|opting|remove[\W_]me|abmel|abbest|newsletterab|austrag|desabonn|desinscri|disiscri|iscrizione|cancella|dezabon|baixa|baja|cancel|anul|desuscri|descadastr|desinscrev|desassin|uitschrijv|afmeld|frameld|avmeld|meld[\W_]|avregistr|avprenum|avslut|peru|lopeta|poistu|wypis|rezygn|odhlas|odjav|leiratkoz|atsisakyti|loobu|abonel|listeden|uyelikten|berhenti|batal|ngung|huy |zrusit|atrakst|avanmal/i;

/** Letters outside ASCII, as they are or percent-encoded; not arrows, dots and spaces. */
const other = /[\u00c0-\u1fff\u3040-\ud7af]|%[c-f][\da-f]/i;

/** Tells whether a link says that it ends a subscription, in its text or in its path. */
export function saysUnsubscribe(text: string, address: string): boolean {
  return says(text) || says(pathOf(address));
}

function says(text: string): boolean {
  const isPlain = !other.test(text);
  if (isPlain && !candidate.test(text)) return false;
  const folded = foldLetters(text);
  if (candidate.test(folded) && saysIn(folded, latin)) return true;
  if (isPlain) return false;
  if (unspacedLetters.test(folded) && unspaced.test(folded)) return true;
  return spacedLetters.test(folded) && saysIn(folded, spaced);
}

function saysIn(folded: string, languages: readonly RegExp[]): boolean {
  const words = partWords(folded);
  return languages.some((each) => each.test(words));
}

function pathOf(address: string): string {
  return address.replace(/^[a-z]+:\/\/[^/?#]*/i, '');
}
