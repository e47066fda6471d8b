import { startSampleReport } from '../support/sample-report.ts';

// Serves the report page on made-up data, to look at: `pnpm page`.

const report = await startSampleReport({ port: Number(process.env['PORT'] ?? 8701) });
console.log(`${report.url}/sites/sample`);
process.once('SIGINT', () => void report.close());
