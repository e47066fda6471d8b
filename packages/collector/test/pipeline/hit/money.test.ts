import { describe, expect, it } from 'vitest';
import { readMoney } from '../../../src/pipeline/hit/money.ts';

describe('revenue', () => {
  it.each([
    ['12.50', 12.5],
    ['0', 0],
    ['-3', -3],
    ['999999999999.999', 999999999999.999],
  ])('%s is a number', (revenue, expected) => {
    expect(readMoney({ revenue })).toEqual({ revenue: expected });
  });

  it.each(['12,50', '€12', '1e3', '0x10', ' 1', '1.', '.5', 'NaN', '1.2345', '1234567890123'])(
    '%s is kept as it came',
    (revenue) => {
      expect(readMoney({ revenue })).toEqual({ revenue });
    },
  );
});

describe('currency', () => {
  it.each([
    ['EUR', 'EUR'],
    ['chf', 'CHF'],
  ])('%s is an ISO 4217 code', (currency, expected) => {
    expect(readMoney({ currency })).toEqual({ currency: expected });
  });

  it.each(['ZZQ', 'euro', '€', 'constructor'])('%s is kept as it came', (currency) => {
    expect(readMoney({ currency })).toEqual({ currency });
  });
});

it('leaves all other names alone, and adds none', () => {
  expect(readMoney({ Revenue: '1', price: '2.50' })).toEqual({ Revenue: '1', price: '2.50' });
});
