import { describe, expect, it } from 'vitest';
import { saysUnsubscribe } from '../../src/link/unsubscribe-words.ts';
import { processorSeconds } from '../support/processor-seconds.ts';

/** Texts of links in emails, by language. */
const texts: Readonly<Record<string, readonly string[]>> = {
  Arabic: ['إلغاء الاشتراك', 'لإلغاء الاشتراك اضغط: إلغاء الاشتراك'],
  Bulgarian: ['Отписване', 'Отпишете се от бюлетина'],
  Catalan: ["Dona't de baixa", 'Donar-se de baixa'],
  Chinese: ['退订', '如需退订，请点击此处', '取消订阅', '退訂', '取消訂閱'],
  Croatian: ['Odjava', 'Odjavite se'],
  Czech: ['Odhlásit odběr', 'Odhlášení', 'ODHLÁSIT SE'],
  Danish: ['Afmeld nyhedsbrev', 'Frameld dig'],
  Dutch: ['Uitschrijven', 'Afmelden', 'Hier kunt u zich afmelden.'],
  English: [
    'Unsubscribe',
    'Click here to unsubscribe.',
    'Opt out',
    'opt-out',
    'Opting out',
    'unsub',
  ],
  Estonian: ['Loobu uudiskirjast'],
  Finnish: ['Peruuta tilaus', 'Poistu postituslistalta', 'Peru uutiskirje'],
  French: ['Se désabonner', 'Désinscription', 'SE DESABONNER', 'désabonnez-vous', 'Me désinscrire'],
  German: ['Abmelden', 'Newsletter abbestellen', 'Abmeldung', 'Newsletterabmeldung', 'Austragen'],
  Greek: ['Απεγγραφή', 'Διαγραφή από τη λίστα', 'ΚΑΤΑΡΓΗΣΗ ΕΓΓΡΑΦΗΣ'],
  Hebrew: ['להסרה', 'הסרה מרשימת התפוצה', 'ביטול הרשמה'],
  Hindi: ['सदस्यता समाप्त करें', 'अनसब्सक्राइब'],
  Hungarian: ['Leiratkozás', 'Leiratkozom a hírlevélről'],
  Indonesian: ['Berhenti berlangganan'],
  Italian: ['Annulla l’iscrizione', "Annulla l'iscrizione", 'Disiscriviti', 'Cancella iscrizione'],
  Japanese: ['配信停止', 'メールの配信を停止する', '購読解除', '退会はこちら'],
  Korean: ['수신거부', '수신 거부', '구독 취소'],
  Latvian: ['Atrakstīties'],
  Lithuanian: ['Atsisakyti prenumeratos'],
  Norwegian: ['Meld deg av', 'Avregistrer', 'Avmelding'],
  Persian: ['لغو اشتراک'],
  Polish: ['Wypisz się', 'Anuluj subskrypcję', 'Zrezygnuj z newslettera'],
  Portuguese: [
    'Cancelar subscrição',
    'Cancelar inscrição',
    'Descadastrar-se',
    'Cancelar a subscrição',
  ],
  Romanian: ['Dezabonare', 'Dezabonează-te'],
  Russian: ['Отписаться', 'Отписаться от рассылки', 'Отказаться от рассылки', 'ОТПИСКА'],
  Serbian: ['Одјава'],
  Slovak: ['Odhlásiť sa', 'Zrušiť odber'],
  Spanish: [
    'Darse de baja',
    'Cancelar suscripción',
    'Cancelar la suscripción',
    'CANCELAR SUSCRIPCION',
  ],
  Swedish: ['Avprenumerera', 'Avsluta prenumerationen', 'Avanmälan'],
  Thai: ['ยกเลิกการสมัคร', 'ยกเลิกการรับข่าวสาร'],
  Turkish: ['Abonelikten çık', 'Aboneliği iptal et', 'ABONELİĞİ İPTAL ET', 'Listeden çık'],
  Ukrainian: ['Відписатися', 'Відписатись', 'Скасувати підписку'],
  Vietnamese: ['Hủy đăng ký', 'Huỷ đăng ký'],
};

describe('a link that ends a subscription', () => {
  it('is known in thirty languages at least', () => {
    expect(Object.keys(texts).length).toBeGreaterThanOrEqual(30);
  });

  it.each(Object.entries(texts).flatMap(([language, all]) => all.map((text) => [language, text])))(
    'is known in %s: %s',
    (_language, text = '') => {
      expect(saysUnsubscribe(text, 'https://a.example/x')).toBe(true);
      expect(saysUnsubscribe(`• ${text.toUpperCase()} »`, 'https://a.example/x')).toBe(true);
      expect(saysUnsubscribe(text.normalize('NFD'), 'https://a.example/x')).toBe(true);
    },
  );

  it.each([
    'https://a.example/unsubscribe',
    'https://a.example/list/UnsubscribeUser.aspx?id=1',
    'https://a.example/email_unsubscribe.php',
    'https://a.example/x?action=opt_out&u=1',
    'https://a.example/optout',
    'https://a.example/newsletter/abmelden/17',
    'https://a.example/d%C3%A9sabonnement',
    'https://a.example/desabonnement',
    'https://a.example/cancelar-suscripcion',
    'https://a.example/darse+de+baja',
    'https://a.example/%E9%80%80%E8%AE%A2',
    'https://a.example/отписка',
    'https://a.example/unsub?%ff',
  ])('is known by its path: %s', (address) => {
    expect(saysUnsubscribe('here', address)).toBe(true);
  });

  it.each([
    ['Adopt outdoor cats', '/adopt-outdoor-cats'],
    ['Subscribe', '/subscribe'],
    ['Resubscribe', '/resubscribe'],
    ['Opt outlook', '/opt/outlook'],
    ['Schafmelden', '/schafmelden'],
    ['Rabatt auf alles', '/subway'],
    ['Bajas temperaturas', '/baja-california'],
    ['Cancelar pedido', '/cancelar/pedido'],
    ['Ordini cancellati', '/cancellati'],
    ['Подписаться', '/подписаться'],
    ['Неотписанный', '/неотписанный'],
    ['Abonnez-vous', '/abonnement'],
    ['订阅', '/订阅'],
    ['配信開始', '/配信'],
    ['구독하기', '/구독'],
    ['Zapisz się', '/zapisz'],
    ['Přihlásit se', '/prihlasit'],
    ['הסרט החדש', '/הסרט'],
    ['', '/'],
  ])('is none that says %s', (text, path) => {
    expect(saysUnsubscribe(text, `https://unsubscribe.example${path}`)).toBe(false);
  });

  it.each(['opt ', 'cancelar la ', 'abmeld', 'отпис', '%C3%A9', 'desabonn', '退', 'a'])(
    'is looked for in 1 MB of %j in linear time',
    (piece) => {
      const text = piece.repeat(1_000_000 / piece.length);
      expect(processorSeconds(() => saysUnsubscribe(text, text))).toBeLessThan(10);
    },
  );
});
