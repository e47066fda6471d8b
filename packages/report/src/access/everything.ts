import type { Reader } from './reader.ts';

/** Reader of whoever has started the report: its owner. */
export const everything: Reader = {
  name: 'owner',
  kind: 'local',
  sites: null,
  seesPersons: true,
  followsPersons: true,
  filter: null,
};
