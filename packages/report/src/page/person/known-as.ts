import { none, type Dimension } from '../../query/dimensions.ts';
import type { Filter } from '../../query/filter.ts';
import { personMembers, type PersonKey, type PersonMember } from '../../query/person-key.ts';
import type { SiteView } from '../view.ts';

/** Most names of one kind that are found: nobody has more. */
const maxNames = 10_000;

/** Dimensions that hold a name of each kind: in the event itself, or in the click that led to it. */
const places: Readonly<Record<PersonMember, readonly Dimension[]>> = {
  visitor: ['visitor'],
  user: ['user'],
  recipient: ['recipient', 'click.recipient'],
};

/**
 * Finds all names that somebody is known by: that asked for, which is the first, and those that stand beside it in an event, or in
 * the click that led to it. Programs are left out, which follow links and load pictures for others.
 */
export async function knownAs(view: SiteView, person: PersonKey): Promise<readonly PersonKey[]> {
  const where: Filter = [
    'or',
    places[person.by].map((dimension): Filter => ['is', dimension, [person.value]]),
  ];
  const others = personMembers.filter((member) => member !== person.by);
  const found = await Promise.all(
    others.flatMap((by) =>
      places[by].map(async (dimension) => {
        const { results } = await view.askPlain({
          date_range: 'all',
          metrics: ['pageviews', 'events', 'clicks', 'unsubscribes'],
          dimensions: [dimension],
          where,
          limit: maxNames,
        });
        return results.flatMap(({ dimensions: [value = none] }): readonly PersonKey[] =>
          value === none ? [] : [{ by, value }],
        );
      }),
    ),
  );
  const byText = new Map([person, ...found.flat()].map((key) => [`${key.by} ${key.value}`, key]));
  return [...byText.values()];
}
