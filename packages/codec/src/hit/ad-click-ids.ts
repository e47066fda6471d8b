/**
 * Parameters that ad networks add to an address, to recognise a click, and so a person. Collectors replace their values
 * by stars; the parameter's name is kept as `campaign.network`, since it says which network led to the page.
 */
export const adClickIds: readonly string[] = [
  'gclid', // Google Ads; the next two on iOS, where no single click may be followed
  'gbraid',
  'wbraid',
  'dclid', // Google Display & Video 360
  'fbclid', // Meta
  'msclkid', // Microsoft Advertising
  'ttclid', // TikTok
  'twclid', // X
  'li_fat_id', // LinkedIn
  'yclid', // Yandex Direct
  'epik', // Pinterest
  'sccid', // Snapchat
  'rdt_cid', // Reddit
  'qclid', // Quora
  'obclid', // Outbrain
  'tblci', // Taboola
];
