import './start-script.ts';
import { watchErrors } from './errors.ts';
import { measureVitals } from './vitals.ts';

watchErrors(self.hitmark);
measureVitals(self.hitmark);
