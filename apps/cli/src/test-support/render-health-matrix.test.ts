import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';
import { renderHealthMatrix } from './render-health-matrix.ts';

const PAGE = fileURLToPath(new URL('../../../../docs/operate/health.md', import.meta.url));

it('docs/operate/health.md holds the matrix that both daemons are run through (fault N1)', () => {
  const cells = (table: string) => table.replace(/ *\| */g, '|').replace(/-+/g, '-');
  expect(cells(readFileSync(PAGE, 'utf8'))).toContain(cells(renderHealthMatrix()));
});
