import { recordAction } from './actions.ts';
import { announce } from './announce.ts';
import { reportEngagement } from './engagement.ts';
import { turnOff } from './life.ts';
import { ready, resend } from './lines.ts';
import { leaveHistory } from './history-methods.ts';
import { options } from './options.ts';
import { identify, record } from './record.ts';
import type { EventData } from './tag.ts';

/** What the page may say, what the browser tells, and what timers call, by name. */
export const commands = {
  event: record,
  search: (s: string, data: EventData): void => record('search', data, { s }),
  identify,
  consent: (granted: boolean): void => {
    options.consent = granted ? '1' : '0';
  },
  off: (): void => {
    turnOff();
    leaveHistory();
  },
  // Timers' names, which no page needs.
  a: announce,
  f: ready,
  online: resend,
  visibilitychange: (): void => {
    announce();
    reportEngagement();
  },
  click: recordAction,
  auxclick: recordAction,
  submit: recordAction,
};
