/**
 * Parameters by which ad networks know a click, and so a person, again. Their values are starred; that one is
 * there says which network led to the page (`campaign.network`).
 */
export const adClickIds: readonly string[] = [
  'gclid', // Google Ads; the next two where iOS lets no click be followed
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
