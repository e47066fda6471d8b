import { watchErrors } from './errors.ts';
import { startScript } from './start-script.ts';
import { measureVitals } from './vitals.ts';

const tag = startScript();
if (tag) {
  watchErrors(tag);
  measureVitals(tag);
}
