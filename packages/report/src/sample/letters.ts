import { coffees, sampleHost, type SamplePage } from './catalogue.ts';
import type { BuildEvent, SampleEvent } from './event-builder.ts';
import type { Random } from './random.ts';
import { dayMs, hourMs, minuteMs } from './timeline.ts';
import { visitEvents } from './visit.ts';
import { createVisitor } from './visitor.ts';

/** A newsletter of the sample. */
interface Letter {
  readonly message: string;
  readonly subject: string;
  readonly daysAgo: number;
  readonly openRate: number;
  readonly clickRate: number;
}

const letters: readonly Letter[] = [
  {
    message: 'letter-39',
    subject: 'Three coffees for autumn',
    daysAgo: 38,
    openRate: 0.36,
    clickRate: 0.2,
  },
  {
    message: 'letter-40',
    subject: 'How to store your beans',
    daysAgo: 24,
    openRate: 0.4,
    clickRate: 0.22,
  },
  {
    message: 'letter-41',
    subject: 'The winter roast is here',
    daysAgo: 10,
    openRate: 0.45,
    clickRate: 0.3,
  },
];

const recipients = 480;

interface LetterLink {
  readonly page: SamplePage;
  readonly position: number;
  readonly label: string;
}

const linkOf = (index: number, position: number, label: string): LetterLink => ({
  page: coffees[index]?.[0] ?? { path: '/', title: '' },
  position,
  label,
});

const links: readonly (readonly [LetterLink, number])[] = [
  [linkOf(0, 1, 'picture'), 9],
  [linkOf(0, 2, 'button'), 14],
  [linkOf(1, 3, 'espresso'), 5],
  [linkOf(2, 4, 'decaf'), 3],
  [{ page: { path: '/visit', title: 'Visit the roastery' }, position: 5, label: 'visit' }, 1],
];

/** Makes the events of all newsletters: sent, opened, clicked, and the visits that followed. */
export function* letterEvents(
  nowMs: number,
  build: BuildEvent,
  random: Random,
): Iterable<SampleEvent> {
  for (const letter of letters) {
    const sentMs = Math.floor(nowMs / dayMs) * dayMs - letter.daysAgo * dayMs + 8 * hourMs;
    for (let recipient = 1; recipient <= recipients; recipient += 1) {
      yield* recipientEvents(
        { letter, recipient: `subscriber-${recipient}`, sentMs },
        build,
        random,
      );
    }
  }
}

/** One recipient's copy of a newsletter. */
interface SentLetter {
  readonly letter: Letter;
  readonly recipient: string;
  readonly sentMs: number;
}

function* recipientEvents(
  { letter, recipient, sentMs }: SentLetter,
  build: BuildEvent,
  random: Random,
): Iterable<SampleEvent> {
  const { message, subject } = letter;
  const email = {
    message,
    recipient,
    sent_time: new Date(sentMs).toISOString(),
    tracking: 'full',
    data: { subject },
  };
  const token = { token: { format: 'sealed', key: 'sample', authentic: true } };
  yield build('sent', sentMs, email);
  if (random.chance(0.3)) {
    yield build('open', sentMs + random.below(10 * minuteMs), {
      ...email,
      ...token,
      actor: 'machine',
      actor_reasons: ['mail-privacy'],
    });
  }
  if (random.chance(0.06)) {
    // A filter in front of the mailbox follows every link at once.
    for (const [link] of links) {
      yield build('click', sentMs + 1_000 + random.below(2_000), {
        ...email,
        ...token,
        ...linkMembers(link, message),
        actor: 'machine',
        actor_reasons: ['mail-scanner', 'soon-after-send'],
      });
    }
  }
  if (!random.chance(letter.openRate)) return;
  const openMs = sentMs + Math.round(random.next() ** 4 * 2 * dayMs) + random.below(20 * minuteMs);
  const proxied = random.chance(0.5) ? { actor_reasons: ['mail-proxy'] } : {};
  yield build('open', openMs, { ...email, ...token, actor: 'human', ...proxied });
  if (random.chance(0.25)) {
    yield build('open', openMs + random.below(dayMs), { ...email, ...token, actor: 'human' });
  }
  if (random.chance(0.012)) {
    yield build('unsubscribe', openMs + minuteMs, { ...email, ...token, actor: 'human' });
  }
  if (!random.chance(letter.clickRate)) return;
  yield* clickEvents(
    { email: { ...email, ...token }, message, clickMs: openMs + 20_000 },
    build,
    random,
  );
}

interface LetterClick {
  /** Members that all events of the copy have. */
  readonly email: Readonly<Record<string, unknown>>;
  readonly message: string;
  readonly clickMs: number;
}

function* clickEvents(
  { email, message, clickMs }: LetterClick,
  build: BuildEvent,
  random: Random,
): Iterable<SampleEvent> {
  const link = random.weighted(links);
  const visitor = createVisitor(random);
  const { client } = visitor.membersOn(0);
  const click = build('click', clickMs, {
    ...email,
    ...linkMembers(link, message),
    client,
    actor: 'human',
  });
  yield click;
  yield* visitEvents(
    {
      startMs: clickMs + 900,
      visitor,
      origin: { campaign: { source: message, medium: 'email', name: 'newsletter' } },
      entry: link.page,
      click: click.id,
      orderRate: 0.12,
    },
    build,
    random,
  );
}

function linkMembers({ page, position, label }: LetterLink, message: string): object {
  const query = `?utm_source=${message}&utm_medium=email&utm_campaign=newsletter`;
  return { link: { url: `https://${sampleHost}${page.path}${query}`, position, label } };
}
