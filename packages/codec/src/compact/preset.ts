/**
 * What links are made of, the likely first: the rank decides what a phrase costs, and the letters
 * teach the model which letter follows which. Part of the format: these lists are never changed, only
 * replaced by another version beside them.
 */

/** How URLs begin. */
export const beginnings = split(`
https://www. https:// https://app. https://hooks. https://api. https://shop. https://example.com/
https://www.example.com/ https://blog. http:// http://www. https://docs. https://help. https://my.
https://go. https://account. https://support. https://news. https://store. https://mail.
https://m. https://en. https://crm. https://events.`);

/** Names of metadata, then words of paths, campaigns and texts. */
export const words = split(`
customer_id transaction_id user_id email campaign id campaign_id order_id message_id newsletter name
customer list_id subscriber_id userId customerId campaignId type template variant account_id
contact_id recipient segment tags source medium date sent_at first_name last_name locale currency
amount status product_id event_id session_id tenant_id uid token product products shop account order
orders sale news blog about contact help support login register welcome offer event events article
articles user users profile settings password reset confirm verify invite team project projects task
tasks message messages notification webhook webhooks hooks track tracking click open unsubscribe
subscribe subscription preferences view search category collections item items cart checkout payment
invoice download docs guide guides learn course lesson video watch photo image file page home index
start getting started new best top free premium special exclusive limited deal discount code gift
card store brand mens womens kids shoes shirt dress summer winter spring autumn holiday christmas
black friday week weekly daily day month year morning digest update release version feature
announcement webinar conference ticket travel hotel flight book booking city map restaurant food
recipe health home garden house music game app mobile online trial plan price business company
client service solution software data cloud security privacy policy terms legal career job design
marketing sales report admin api public private member community forum group topic question answer
comment post story review rating survey feedback form points referral friend share social button
header footer link banner hero logo primary text main side bottom content first second last next
today world local national politics sports science technology finance money market bank insurance
energy green blue red white large small school student magazine podcast season show live channel
press research library history art culture style care dog car tools power light water test demo
example onboarding abandoned reminder confirmation activation registration signup return success
the and for with from how what your you our in of on by to get add edit create find make use read
send now all more over under part step level online`);

/** Ends of hosts, common paths and parameters, and syllables of other words. */
export const pieces = split(`
.com/ .com .org/ .net/ .io/ .co.uk/ .de/ .fr/ .dev/ .app/ .ch/ .com/en/ .com/blog/ .com/products/
.example.com/ example.com .example.com .org .net .io ?utm_source= &utm_medium=email
&utm_medium=email&utm_campaign= ?utm_source=newsletter&utm_medium=email&utm_campaign=
?utm_source=newsletter &utm_campaign= &utm_medium= &utm_content= &utm_term= &utm_source=
?utm_campaign= &utm_id= ?id= &id= ?ref= &ref= ?token= &token= ?email= &lang= ?page= ?v= /products/
/product/ /blog/ /news/ /en/ /de/ /en-us/ /api/ /api/v1/ /v1/ /p/ /s/ /c/ /d/ /webhook /webhooks/
/hooks/ .html .html? .php? .pdf _id Id %20 %2F %3A%2F%2F %3D @gmail.com @example.com 202 2026 2027
2025 -2026 /2026/ s/ er ing ion ed es ly al ment able ness -for- -the- -to- -and- -of- -in- -a-
-with- th ch sh st qu ea ou`);

function split(list: string): readonly string[] {
  return list.trim().split(/\s+/);
}
