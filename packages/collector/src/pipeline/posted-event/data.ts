import { maxJsonDepth } from '@hitmark/codec/hit';
import * as v from 'valibot';
import { isDeeper } from '../event/is-deeper.ts';
import { isObject } from './fields.ts';

const maxNames = 64;
const maxNameLength = 64;
const maxValueLength = 8_192;
const forbidden = ['__proto__', 'constructor', 'prototype'];

/** Schema of `data`: as much as a hit may pass on, and lists and objects too. */
export const data = () =>
  v.pipe(
    v.custom<Readonly<Record<string, unknown>>>(isObject, 'expected an object'),
    v.check(
      (value) => Object.keys(value).length <= maxNames,
      `expected at most ${maxNames} names of data`,
    ),
    v.check(
      (value) => Object.keys(value).every(isName),
      `expected names of data of 1 to ${maxNameLength} characters, none of them ${forbidden.join(', ')}`,
    ),
    // First the depth: to write JSON takes time by its square.
    v.check(
      (value) => !isDeeper(value, maxJsonDepth),
      `expected lists and objects nested at most ${maxJsonDepth} deep`,
    ),
    v.check(
      (value) => Object.values(value).every(isShort),
      `expected values of data of at most ${maxValueLength} characters as JSON`,
    ),
  );

function isName(name: string): boolean {
  return name !== '' && name.length <= maxNameLength && !forbidden.includes(name);
}

function isShort(value: unknown): boolean {
  return (typeof value === 'string' ? value : JSON.stringify(value)).length <= maxValueLength;
}
