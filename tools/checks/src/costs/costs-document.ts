import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../root.ts';
import type { GeneratedDocument } from '../types.ts';
import { measureResting } from './measure-resting.ts';
import { measureWrites } from './measure-writes.ts';
import { renderCosts } from './render-costs.ts';

const PATH = 'docs/operate/costs.md';

/** The page of costs: its figures are counted by running the real code with its defaults, which takes seconds. */
export const costsDocument: GeneratedDocument = {
  path: PATH,
  render: async () =>
    renderCosts(await readFile(join(ROOT, PATH), 'utf8'), await measureResting(), await measureWrites()),
};
