import { describe, expect, it } from 'vitest';
import { createDecideSubmission } from '../../src/ingest/decide-submission.ts';
import { settings } from '../pipeline/sample-request.ts';
import { clickOf, hitsOf } from './sample-submission.ts';

const { cookie, privacy, sites } = settings;
const decision = { cookie, privacy, sites };
const clickKeys: readonly string[] = [];

describe('decideSubmission', () => {
  it('makes a row of each hit, and answers the cookie', () => {
    const decide = createDecideSubmission({ decision, clickKeys, withEvents: false });
    const { rows, rejections, setCookie, events } = decide(hitsOf(['a', 'b']));
    expect(rows.map(({ event }) => (JSON.parse(event) as { title: string }).title)).toEqual([
      'a',
      'b',
    ]);
    expect([rejections, events]).toEqual([[], null]);
    expect(setCookie).toMatch(/^id=/);
  });

  it('answers the events too where somebody asks for them', () => {
    const decide = createDecideSubmission({ decision, clickKeys, withEvents: true });
    const click = decide(clickOf());
    expect(click.events).toMatchObject([{ type: 'click', id: clickOf().id }]);
    expect(click.rows).toHaveLength(1);
  });

  it('rejects an event that can not be written, and its request has no other outcome', () => {
    const endless: Record<string, never> = {};
    Object.assign(endless, { self: endless });
    const decide = createDecideSubmission({ decision, clickKeys, withEvents: true });
    const { rows, rejections, events } = decide(
      clickOf({ link: { ...clickOf().link, metadata: endless } }),
    );
    expect([rows, events]).toEqual([[], []]);
    expect(rejections).toMatchObject([{ reason: 'internal' }]);
  });
});
