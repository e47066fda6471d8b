import { describe, expect, it } from 'vitest';
import { browseReport } from '../support/browse-report.ts';
import { sampleView } from '../support/sample-view.ts';
import { shareReport } from '../support/scratch-report.ts';

describe('a small page', () => {
  const report = shareReport([sampleView(1, 0)]);
  const german = { 'accept-language': 'de-CH,en;q=0.5' };

  it('is in the language of the browser: login, what failed there, an ended link, an error', async () => {
    const browser = browseReport(report.url, german);
    const login = await browser.get('/login');
    expect(login.text).toContain('<html lang="de">');
    expect(login.text).toContain('<button>Anmelden</button>');
    expect(login.headers.get('vary')).toBe('Accept-Language');
    const failed = await browser.post('/login', { password: 'wrong' });
    expect(failed.status).toBe(401);
    expect(failed.text).toContain('Name oder Passwort ist falsch.');
    const ended = await browser.get('/share/none');
    expect(ended.text).toContain('Dieser Link ist abgelaufen');
    const foreign = await browser.get('/', {
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'cors',
    });
    expect(foreign.status).toBe(403);
    expect(foreign.text).toContain('Das kann nicht gezeigt werden');
    expect(foreign.text.replace(/<style>[^]*<\/style>/, '')).not.toMatch(/\b(?:the|can not)\b/);
  });

  it('is in English where the browser says nothing, or a language that there is not', async () => {
    for (const headers of [{}, { 'accept-language': 'fr' }]) {
      const { text } = await browseReport(report.url, headers).get('/login');
      expect(text).toContain('<html lang="en">');
      expect(text).toContain('<button>Log in</button>');
    }
  });

  it('is switched by its link, which keeps where somebody wanted to go', async () => {
    const browser = browseReport(report.url);
    const { text } = await browser.get('/login?next=%2Fsites%2Facme%3Fperiod%3D7d');
    const [, href = ''] = /<a href="([^"]*language=de[^"]*)">Deutsch<\/a>/.exec(text) ?? [];
    const other = await browser.get(href.replaceAll('&amp;', '&'));
    expect(other.text).toContain('<button>Anmelden</button>');
    expect(other.text).toContain('name="next" value="/sites/acme?period=7d"');
    expect(other.text).toContain('>English</a>');
    const failed = await browser.post('/login?language=de', { password: 'wrong' });
    expect(failed.text).toContain('Name oder Passwort ist falsch.');
  });

  it('has no markup of its address', async () => {
    const { text } = await browseReport(report.url).get('/login?a="><script>&language=x');
    expect(text).not.toContain('<script');
  });
});
