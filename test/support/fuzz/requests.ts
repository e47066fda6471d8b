import fc from 'fast-check';
import { links } from './link-requests.ts';
import { pixels, posts } from './page-requests.ts';
import { strays } from './stray-requests.ts';
import type { Template } from './template.ts';

/** Complete requests of every kind: each has one answer. */
export const templates: fc.Arbitrary<Template> = fc.oneof(
  { weight: 5, arbitrary: pixels },
  { weight: 4, arbitrary: posts },
  { weight: 4, arbitrary: links },
  { weight: 2, arbitrary: strays },
);
