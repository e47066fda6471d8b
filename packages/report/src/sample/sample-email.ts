import { sampleHost } from './catalogue.ts';

const to = (path: string): string => `https://${sampleHost}${path}`;

/** HTML of the newest newsletter of the sample. */
export const sampleEmail = {
  message: 'letter-41',
  html: `<!doctype html>
<title>The winter roast is here</title>
<div style="display:none">Ember is back, for as long as it lasts.</div>
<h1>The winter roast is here</h1>
<p>Hello,</p>
<p>Ember is back: dark chocolate, orange peel, and a little smoke. We roast it on Tuesdays, and it
is sent the same day.</p>
<a href="${to('/coffee/ember-winter-roast')}"><img src="ember.jpg" width="560" alt="A bag of Ember"></a>
<p><a href="${to('/coffee/ember-winter-roast')}">Order Ember</a></p>
<h2>Also fresh this week</h2>
<ul>
<li><a href="${to('/coffee/harbour-espresso')}">Harbour, our espresso</a>: hazelnut and cocoa</li>
<li><a href="${to('/coffee/lagoon-decaf')}">Lagoon, without caffeine</a>: honey and pear</li>
</ul>
<p>Come by on a Saturday: <a href="${to('/visit')}">the roastery is open</a> from nine to four.</p>
<p>Yours,<br>the people of Tidewater</p>
<img src="open.gif" width="1" height="1" alt="">`,
} as const;
