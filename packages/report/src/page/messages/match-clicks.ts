import type { AnswerRow } from '../../answer/answer.ts';

/** Clicks that belong to a link of an email's outline. */
export interface LinkClicks {
  /** Rows of the answer, whose dimensions are `link.position`, `link.label` and `link.url`. */
  readonly rows: readonly AnswerRow[];
  readonly clicks: number;
}

/** Clicks by link, and those of links that the outline does not have. */
export interface MatchedClicks {
  readonly byLink: readonly LinkClicks[];
  readonly others: readonly AnswerRow[];
}

/** Finds the links that a row may belong to, the likeliest first. */
type FindLinks = (row: AnswerRow) => readonly number[];

/**
 * Finds the link of each row: first by its address, in the order of the email, since an email may lead to the
 * same page twice; then by its place, where the address was filled in for each recipient.
 */
export function matchClicks(
  addresses: readonly string[],
  rows: readonly AnswerRow[],
): MatchedClicks {
  const owner = new Map<AnswerRow, number>();
  const placeOf = new Map<number, string>();

  function claim(row: AnswerRow, link: number): boolean {
    const place = row.dimensions[0] ?? '';
    const taken = placeOf.get(link);
    if (link < 0 || (taken !== undefined && taken !== place)) return false;
    placeOf.set(link, place);
    owner.set(row, link);
    return true;
  }

  const passes: readonly FindLinks[] = [
    linksBy(addresses, plainAddress),
    linksBy(addresses, hostAndPath),
    (row) => [positionOf(row) - 1].filter((link) => link < addresses.length),
  ];
  const inOrder = rows.toSorted((one, other) => positionOf(one) - positionOf(other));
  for (const findLinks of passes) {
    for (const row of inOrder) {
      if (!owner.has(row)) findLinks(row).some((link) => claim(row, link));
    }
  }
  const rowsOf = Map.groupBy(inOrder, (row) => owner.get(row));
  const byLink = addresses.map((_address, link): LinkClicks => {
    const own = rowsOf.get(link) ?? [];
    return { rows: own, clicks: own.reduce((sum, { metrics: [n] }) => sum + (n ?? 0), 0) };
  });
  return { byLink, others: rowsOf.get(undefined) ?? [] };
}

/**
 * Finds links whose addresses are equal after a function has simplified them. The link at the row's own place comes
 * first. Each address is simplified once, since that takes longer than anything else here.
 */
function linksBy(addresses: readonly string[], simplify: (address: string) => string): FindLinks {
  const links = Map.groupBy(addresses.keys(), (link) => simplify(addresses[link] ?? ''));
  return (row) => {
    const found = links.get(simplify(row.dimensions[2] ?? '')) ?? [];
    const own = positionOf(row) - 1;
    return found.includes(own) ? [own, ...found] : found;
  };
}

/** Place in the email, from 1; of a link without one, behind all others. */
function positionOf({ dimensions: [position = ''] }: AnswerRow): number {
  return /^\d{1,6}$/.test(position) ? Number(position) : Number.MAX_SAFE_INTEGER;
}

/** Address without the parameters that a sender adds. */
function plainAddress(address: string): string {
  if (!URL.canParse(address)) return address;
  const parameters = [...new URL(address).searchParams];
  const own = parameters.filter(([name]) => !name.startsWith('utm_'));
  return `${hostAndPath(address)}?${new URLSearchParams(own).toString()}`;
}

function hostAndPath(address: string): string {
  if (!URL.canParse(address)) return address;
  const { hostname, pathname } = new URL(address);
  return `${hostname.replace(/^www\./, '')}${pathname}`;
}
