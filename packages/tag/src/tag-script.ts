import { startScript } from './start-script.ts';

startScript();
