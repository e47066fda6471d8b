import type { Reader } from './reader.ts';

/** Reader with every right: the program that started the report. */
export const everything: Reader = {
  name: 'owner',
  kind: 'local',
  sites: null,
  seesPersons: true,
  followsPersons: true,
  filter: null,
};
