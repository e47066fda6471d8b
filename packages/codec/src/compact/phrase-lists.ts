/**
 * Phrases that links are made of, the likely first: by Zipf's law that of rank `n` is taken to occur in
 * proportion to `1 / (n + head)`. The letters also teach the model which letter follows which.
 *
 * Part of the format: these lists are never changed, only replaced by others for a later version. How
 * long they are is a matter of the code's size: twice as many words would make links 2 % shorter.
 */
export interface PhraseList {
  readonly phrases: readonly string[];
  readonly head: number;
}

/** Beginnings of URLs. */
export const urlPrefixes = list(
  2,
  'https://www. https:// https://app. https://hooks. https://api. https://shop. https://example.com/ ' +
    'https://blog. http:// http://www.',
);

/** Delimiters between the names and values of JSON. */
export const jsonDelimiters = list(
  2,
  '":" "," ": ," {" "} } {} [" "] "] [ ] ":[" ":{" "}} ":true ":false ":null',
);

/** Names of metadata, then words of paths, campaigns and texts. */
export const words = list(
  60,
  'customer_id transaction_id user_id email campaign id campaign_id order_id message_id ' +
    'newsletter name customer list_id subscriber_id userId type template variant account_id ' +
    'contact_id recipient segment source date sent_at first_name last_name currency status ' +
    'product_id event_id token product products shop account order orders sale news blog about ' +
    'contact help support login register welcome offer event article user profile settings ' +
    'password reset confirm verify invite project message notification webhook webhooks hooks ' +
    'track click open unsubscribe subscription preferences view search category collections ' +
    'item cart checkout payment invoice download learn page home start new best free premium ' +
    'special discount store summer winter spring autumn black friday week weekly daily month ' +
    'update release travel hotel home business security privacy review social button header ' +
    'content reminder confirmation registration the and for from what your',
);

/** Ends of hosts, common paths and parameters, and syllables of other words. */
export const fragments = list(
  20,
  '.com/ .com .org/ .net/ .io/ .co.uk/ .de/ .fr/ .dev/ .com/en/ .com/products/ .example.com/ ' +
    'example.com .org .net .io ?utm_source= &utm_medium=email &utm_medium=email&utm_campaign= ' +
    '?utm_source=newsletter&utm_medium=email&utm_campaign= ?utm_source=newsletter &utm_campaign= ' +
    '&utm_medium= &utm_content= &utm_term= &utm_source= ?utm_campaign= ?id= &id= ?ref= &ref= ?token= ' +
    '?email= &lang= ?v= /products/ /blog/ /news/ /en/ /de/ /en-us/ /api/ /api/v1/ /v1/ .html ' +
    '.html? _id Id %20 %2F %3A%2F%2F %3D @gmail.com @example.com 202 2026 2027 -2026 /2026/ ' +
    's/ er ing ion ed es ly al ment able ness -for- -the- -to- -and- -of- -in- -a- th ch sh st qu ea ou',
);

function list(head: number, phrases: string): PhraseList {
  return { phrases: phrases.split(' '), head };
}
