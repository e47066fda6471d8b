/** Texts of the pages that links show. `{sender}` is the sender's name. */
export interface PageTexts {
  readonly askTitle: string;
  readonly askText: string;
  readonly askButton: string;
  readonly doneTitle: string;
  /** Text where the request is on disk, and is sent to nobody. */
  readonly recorded: string;
  /** Text where the request is on disk, and is sent to a sender whose name is not configured. */
  readonly sent: string;
  /** Text where the request is on disk, and is sent to the sender that it names. */
  readonly sentTo: string;
  readonly undoText: string;
  readonly undoButton: string;
  readonly undoneTitle: string;
  readonly failedTitle: string;
  readonly failedText: string;
  readonly invalidTitle: string;
  readonly invalidText: string;
}

const en: PageTexts = {
  askTitle: 'Unsubscribe?',
  askText: 'Do you no longer want these emails?',
  askButton: 'Unsubscribe',
  doneTitle: 'You asked to unsubscribe',
  recorded: 'Your request was recorded.',
  sent: 'Your request was recorded and is being sent to the sender of the emails.',
  sentTo: 'Your request was recorded and is being sent to {sender}.',
  undoText: 'Was that a mistake?',
  undoButton: 'Stay subscribed',
  undoneTitle: 'You asked to stay subscribed',
  failedTitle: 'That did not work',
  failedText: 'Nothing was recorded. Please try again in a moment.',
  invalidTitle: 'This link does not work',
  invalidText: 'It is incomplete or too old. Try to open it from the email again.',
};

const de: PageTexts = {
  askTitle: 'Abmelden?',
  askText: 'Möchten Sie diese E-Mails nicht mehr erhalten?',
  askButton: 'Abmelden',
  doneTitle: 'Sie haben sich abgemeldet',
  recorded: 'Ihr Wunsch ist gespeichert.',
  sent: 'Ihr Wunsch ist gespeichert und wird dem Absender der E-Mails übermittelt.',
  sentTo: 'Ihr Wunsch ist gespeichert und wird an {sender} übermittelt.',
  undoText: 'War das ein Versehen?',
  undoButton: 'Angemeldet bleiben',
  undoneTitle: 'Sie möchten angemeldet bleiben',
  failedTitle: 'Das hat nicht geklappt',
  failedText: 'Es wurde nichts gespeichert. Bitte versuchen Sie es gleich noch einmal.',
  invalidTitle: 'Dieser Link funktioniert nicht',
  invalidText:
    'Er ist unvollständig oder zu alt. Versuchen Sie, ihn noch einmal aus der E-Mail zu öffnen.',
};

const fr: PageTexts = {
  askTitle: 'Se désabonner ?',
  askText: 'Ne souhaitez-vous plus recevoir ces e-mails ?',
  askButton: 'Se désabonner',
  doneTitle: 'Vous avez demandé à vous désabonner',
  recorded: 'Votre demande a été enregistrée.',
  sent: 'Votre demande a été enregistrée et est transmise à l’expéditeur des e-mails.',
  sentTo: 'Votre demande a été enregistrée et est transmise à {sender}.',
  undoText: 'C’était une erreur ?',
  undoButton: 'Rester abonné',
  undoneTitle: 'Vous avez demandé à rester abonné',
  failedTitle: 'Cela n’a pas fonctionné',
  failedText: 'Rien n’a été enregistré. Veuillez réessayer dans un instant.',
  invalidTitle: 'Ce lien ne fonctionne pas',
  invalidText: 'Il est incomplet ou trop ancien. Essayez de l’ouvrir à nouveau depuis l’e-mail.',
};

const es: PageTexts = {
  askTitle: '¿Darse de baja?',
  askText: '¿Ya no desea recibir estos correos?',
  askButton: 'Darse de baja',
  doneTitle: 'Ha pedido darse de baja',
  recorded: 'Su solicitud se ha registrado.',
  sent: 'Su solicitud se ha registrado y se está enviando al remitente de los correos.',
  sentTo: 'Su solicitud se ha registrado y se está enviando a {sender}.',
  undoText: '¿Ha sido un error?',
  undoButton: 'Seguir suscrito',
  undoneTitle: 'Ha pedido seguir suscrito',
  failedTitle: 'No ha funcionado',
  failedText: 'No se ha registrado nada. Inténtelo de nuevo dentro de un momento.',
  invalidTitle: 'Este enlace no funciona',
  invalidText: 'Está incompleto o es demasiado antiguo. Intente abrirlo de nuevo desde el correo.',
};

const it: PageTexts = {
  askTitle: 'Annullare l’iscrizione?',
  askText: 'Non vuole più ricevere queste e-mail?',
  askButton: 'Annulla l’iscrizione',
  doneTitle: 'Ha chiesto di annullare l’iscrizione',
  recorded: 'La sua richiesta è stata registrata.',
  sent: 'La sua richiesta è stata registrata e viene inviata al mittente delle e-mail.',
  sentTo: 'La sua richiesta è stata registrata e viene inviata a {sender}.',
  undoText: 'È stato un errore?',
  undoButton: 'Resta iscritto',
  undoneTitle: 'Ha chiesto di restare iscritto',
  failedTitle: 'Non ha funzionato',
  failedText: 'Non è stato registrato nulla. Riprovi tra un momento.',
  invalidTitle: 'Questo link non funziona',
  invalidText: 'È incompleto o troppo vecchio. Provi ad aprirlo di nuovo dall’e-mail.',
};

const pt: PageTexts = {
  askTitle: 'Cancelar a subscrição?',
  askText: 'Já não deseja receber estes e-mails?',
  askButton: 'Cancelar a subscrição',
  doneTitle: 'Pediu para cancelar a subscrição',
  recorded: 'O seu pedido foi registado.',
  sent: 'O seu pedido foi registado e está a ser enviado ao remetente dos e-mails.',
  sentTo: 'O seu pedido foi registado e está a ser enviado a {sender}.',
  undoText: 'Foi um engano?',
  undoButton: 'Manter a subscrição',
  undoneTitle: 'Pediu para manter a subscrição',
  failedTitle: 'Não funcionou',
  failedText: 'Nada foi registado. Tente novamente dentro de momentos.',
  invalidTitle: 'Esta ligação não funciona',
  invalidText: 'Está incompleta ou é demasiado antiga. Tente abri-la novamente a partir do e-mail.',
};

const nl: PageTexts = {
  askTitle: 'Uitschrijven?',
  askText: 'Wilt u deze e-mails niet meer ontvangen?',
  askButton: 'Uitschrijven',
  doneTitle: 'U hebt gevraagd om u uit te schrijven',
  recorded: 'Uw verzoek is vastgelegd.',
  sent: 'Uw verzoek is vastgelegd en wordt naar de afzender van de e-mails gestuurd.',
  sentTo: 'Uw verzoek is vastgelegd en wordt naar {sender} gestuurd.',
  undoText: 'Was dat een vergissing?',
  undoButton: 'Ingeschreven blijven',
  undoneTitle: 'U hebt gevraagd om ingeschreven te blijven',
  failedTitle: 'Dat is niet gelukt',
  failedText: 'Er is niets vastgelegd. Probeer het zo meteen opnieuw.',
  invalidTitle: 'Deze link werkt niet',
  invalidText: 'Hij is onvolledig of te oud. Probeer hem opnieuw te openen vanuit de e-mail.',
};

const pl: PageTexts = {
  askTitle: 'Wypisać się?',
  askText: 'Czy nie chcesz już otrzymywać tych e-maili?',
  askButton: 'Wypisz mnie',
  doneTitle: 'Prośba o wypisanie',
  recorded: 'Twoja prośba została zapisana.',
  sent: 'Twoja prośba została zapisana i jest przesyłana do nadawcy e-maili.',
  sentTo: 'Twoja prośba została zapisana i jest przesyłana do: {sender}.',
  undoText: 'To była pomyłka?',
  undoButton: 'Chcę zostać na liście',
  undoneTitle: 'Prośba o pozostanie na liście',
  failedTitle: 'To się nie udało',
  failedText: 'Nic nie zostało zapisane. Spróbuj ponownie za chwilę.',
  invalidTitle: 'Ten link nie działa',
  invalidText: 'Jest niepełny lub zbyt stary. Spróbuj otworzyć go ponownie z e-maila.',
};

const ja: PageTexts = {
  askTitle: '配信を停止しますか？',
  askText: 'これらのメールの受信を停止しますか？',
  askButton: '配信を停止する',
  doneTitle: '配信停止のご依頼',
  recorded: 'ご依頼を記録しました。',
  sent: 'ご依頼を記録し、メールの送信者にお伝えしています。',
  sentTo: 'ご依頼を記録し、{sender} にお伝えしています。',
  undoText: 'お間違えでしたか？',
  undoButton: '配信を続ける',
  undoneTitle: '配信継続のご依頼',
  failedTitle: '処理できませんでした',
  failedText: '何も記録されていません。しばらくしてからもう一度お試しください。',
  invalidTitle: 'このリンクは使えません',
  invalidText: 'リンクが不完全か、古すぎます。メールからもう一度開いてみてください。',
};

const zh: PageTexts = {
  askTitle: '要退订吗？',
  askText: '您不想再收到这些邮件吗？',
  askButton: '退订',
  doneTitle: '您已请求退订',
  recorded: '您的请求已记录。',
  sent: '您的请求已记录，正在发送给邮件的发件人。',
  sentTo: '您的请求已记录，正在发送给 {sender}。',
  undoText: '点错了？',
  undoButton: '继续订阅',
  undoneTitle: '您已请求继续订阅',
  failedTitle: '操作未成功',
  failedText: '没有记录任何内容。请稍后再试。',
  invalidTitle: '此链接无效',
  invalidText: '链接不完整或已过期。请从邮件中重新打开。',
};

/** Texts by language (BCP 47); the first is for everybody else. */
export const pageTexts: Readonly<Record<string, PageTexts>> = {
  en,
  de,
  fr,
  es,
  it,
  pt,
  nl,
  pl,
  ja,
  zh,
};

/** Names of all texts. */
export const pageTextNames = Object.keys(en) as readonly (keyof PageTexts)[];
