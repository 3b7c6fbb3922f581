import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { MetricCatalogue } from '@understudy/core';
import { ROOT } from './root.ts';
import type { ListedMetric, Project } from './types.ts';

/** Every metric of every catalogue (`…_METRICS`, exported by a project's src/metrics.ts), in the order of the projects. */
export async function readMetrics(
  projects: readonly Pick<Project, 'folder' | 'manifest'>[],
  root: string = ROOT,
): Promise<readonly ListedMetric[]> {
  const listed: ListedMetric[] = [];
  for (const { folder, manifest } of projects) {
    const file = join(root, folder, 'src/metrics.ts');
    if (!existsSync(file)) continue;
    const exported = (await import(pathToFileURL(file).href)) as Record<string, unknown>;
    for (const [name, catalogue] of Object.entries(exported)) {
      if (!name.endsWith('_METRICS')) continue;
      for (const [metric, declared] of Object.entries(catalogue as MetricCatalogue))
        listed.push({ name: metric, declared, package: manifest.name, folder });
    }
  }
  return listed;
}
