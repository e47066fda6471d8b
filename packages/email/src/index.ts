export { scan, type LinkTag, type Scan } from './html/scan.ts';
