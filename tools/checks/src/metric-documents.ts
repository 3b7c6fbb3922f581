import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readMetrics } from './read-metrics.ts';
import { renderMetricTable } from './render-metric-table.ts';
import { ROOT } from './root.ts';
import type { GeneratedDocument, Manifest } from './types.ts';

/** The README of each package that declares metrics: its table of metrics is made from the catalogue. */
export function metricDocuments(root: string = ROOT): readonly GeneratedDocument[] {
  return readdirSync(join(root, 'packages'))
    .map((name) => `packages/${name}`)
    .filter((folder) => existsSync(join(root, folder, 'src/metrics.ts')))
    .map((folder) => ({
      path: `${folder}/README.md`,
      render: async () => {
        const manifest = JSON.parse(await readFile(join(root, folder, 'package.json'), 'utf8')) as Manifest;
        const document = await readFile(join(root, folder, 'README.md'), 'utf8');
        return renderMetricTable(document, await readMetrics([{ folder, manifest }], root));
      },
    }));
}
