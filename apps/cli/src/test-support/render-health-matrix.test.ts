import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';
import { renderCalls, renderHealthMatrix } from './render-health-matrix.ts';

const PAGE = fileURLToPath(new URL('../../../../docs/operate/health.md', import.meta.url));

it.each([
  ['that both daemons are run through', renderHealthMatrix],
  ['of what their callers get', renderCalls],
])('docs/operate/health.md holds the table %s (fault N1)', (_name, render) => {
  const cells = (table: string) => table.replace(/ *\| */g, '|').replace(/-+/g, '-');
  expect(cells(readFileSync(PAGE, 'utf8'))).toContain(cells(render()));
});
