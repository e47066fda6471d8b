import { describe, expect, it } from 'vitest';
import { categoryOf, sourceOfHost } from '../../src/ingest/find-source.ts';

describe('sourceOfHost', () => {
  it.each([
    ['google.com', 'Google'],
    ['google.de', 'Google'],
    ['google.co.uk', 'Google'],
    ['news.google.com.au', 'Google'],
    ['mail.google.com', 'Gmail'],
    ['com.google.android.gm', 'Gmail'],
    ['l.facebook.com', 'Facebook'],
    ['old.reddit.com', 'Reddit'],
    ['search.yahoo.com', 'Yahoo!'],
    ['chatgpt.com', 'ChatGPT'],
  ])('knows %s as %s', (host, name) => {
    expect(sourceOfHost(host)?.name).toBe(name);
  });

  it.each(['google.evil.example', 'notgoogle.com', 'example.com', 'localhost', 'com', ''])(
    'knows nobody of %j',
    (host) => {
      expect(sourceOfHost(host)).toBeNull();
    },
  );
});

describe('categoryOf', () => {
  it.each([
    ['google', 'search'],
    ['GOOGLE', 'search'],
    ['fb', 'social'],
    ['youtube.com', 'video'],
    ['ebay.co.uk', 'shopping'],
  ])('takes utm_source %s for %s', (source, category) => {
    expect(categoryOf(source)).toBe(category);
  });

  it.each(['newsletter', 'chatgpt.com', ''])('takes %j for none', (source) => {
    expect(categoryOf(source)).toBeNull();
  });
});
