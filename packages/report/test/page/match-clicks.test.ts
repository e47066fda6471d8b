import { describe, expect, it } from 'vitest';
import { matchClicks } from '../../src/page/messages/match-clicks.ts';

const row = (position: string, url: string, clicks: number) => ({
  dimensions: [position, '(none)', url],
  metrics: [clicks],
});

const shop = 'https://shop.example/';

/** Clicks of each link, and how many rows found none. */
function clicksOf(addresses: readonly string[], rows: readonly ReturnType<typeof row>[]) {
  const { byLink, others } = matchClicks(addresses, rows);
  return [byLink.map(({ clicks }) => clicks), others.length];
}

describe('the clicks of a link in an email', () => {
  it('are found by its address, whatever the sender added to it', () => {
    const addresses = [`${shop}a`, `${shop}b?size=2`];
    const rows = [row('2', `${shop}b?size=2&utm_source=letter`, 3), row('1', `${shop}a?ref=x`, 1)];
    expect(clicksOf(addresses, rows)).toEqual([[1, 3], 0]);
  });

  it('stay apart where the email leads to one page twice, even if one was never clicked', () => {
    const addresses = [shop, shop, `${shop}b`];
    expect(clicksOf(addresses, [row('1', shop, 9), row('2', shop, 14)])).toEqual([[9, 14, 0], 0]);
    expect(clicksOf(addresses, [row('2', shop, 14)])).toEqual([[0, 14, 0], 0]);
  });

  it('are found by its place where the address was filled in for each recipient', () => {
    const addresses = ['https://shop.example/{{id}}', `${shop}b`];
    const rows = [row('1', `${shop}17`, 1), row('1', `${shop}18`, 2), row('2', `${shop}b`, 4)];
    expect(clicksOf(addresses, rows)).toEqual([[3, 4], 0]);
  });

  it('are of no link where the email has none like it', () => {
    expect(clicksOf([shop], [row('7', 'https://other.example/', 2)])).toEqual([[0], 1]);
    expect(clicksOf([], [row('(none)', '(none)', 2)])).toEqual([[], 1]);
  });

  it('are found without reading each address again for each row', () => {
    const many = 200;
    let reads = 0;
    const addresses = new Proxy(
      Array.from({ length: many }, (_none, n) => `${shop}${n}`),
      {
        get(all, name) {
          if (typeof name === 'string' && /^\d+$/.test(name)) reads += 1;
          return Reflect.get(all, name) as unknown;
        },
      },
    );
    const rows = Array.from({ length: many }, (_none, n) =>
      row(String(many + 1 + n), `https://other.example/${n}`, 1),
    );
    expect(clicksOf(addresses, rows)[1]).toBe(many);
    expect(reads).toBeLessThan(10 * many);
  });
});
