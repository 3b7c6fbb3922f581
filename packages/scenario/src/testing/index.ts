export { sampleReport } from './sample-report.ts';
