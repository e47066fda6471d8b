import { actorReasons } from '@hitmark/codec/event';
import { describe, expect, it } from 'vitest';
import { nameOfValue } from '../../src/page/parts/name-of-value.ts';
import { textsOf } from '../../src/page/texts/choose-texts.ts';

const [de, en] = [textsOf('de'), textsOf('en')];

describe('nameOfValue', () => {
  it.each(Object.keys(actorReasons))('has a German name for the sign %s', (reason) => {
    expect(de.values['actor_reason']).toHaveProperty(reason);
  });

  it('names values in the language of the page', () => {
    expect(nameOfValue('consent', 'unset', en)).toBe('not asked');
    expect(nameOfValue('consent', 'unset', de)).toBe('nicht gefragt');
    expect(nameOfValue('country', 'CH', de)).toBe('Schweiz');
  });

  it('leaves a value without a name as it is, also one that is called like a member of every object', () => {
    expect(nameOfValue('actor_reason', 'constructor', de)).toBe('constructor');
    expect(nameOfValue('constructor', 'name', de)).toBe('name');
  });
});
