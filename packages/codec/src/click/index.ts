export { appendClickId, clickIdParameter } from './click-id.ts';
