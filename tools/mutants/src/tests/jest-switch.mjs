/** Runs in each test file's realm before the file: planted sources ask `__mutant` there. */
import { appendFileSync } from 'node:fs';

const active = Number(process.env.UNDERSTUDY_MUTANT ?? 0);
const reached = process.env.UNDERSTUDY_MUTANT_REACH === undefined ? undefined : new Set();

globalThis.__mutant = (id) => {
  reached?.add(id);
  return id === active;
};
globalThis.__tellReached = (testPath, ms) => {
  if (reached === undefined) return;
  appendFileSync(
    process.env.UNDERSTUDY_MUTANT_REACH,
    `${JSON.stringify({ testPath, ms, reached: [...reached] })}\n`,
  );
};
