import { watchErrors } from './errors.ts';
import { startScript } from './start-script.ts';
import { measureVitals } from './vitals.ts';

startScript();
watchErrors();
measureVitals();
