import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkCatalogue } from '@understudy/telemetry';
import { findMetricUses } from './find-metric-uses.ts';
import { isRunningSource } from './is-running-source.ts';
import { ROOT } from './root.ts';
import type { Finding, ListedMetric } from './types.ts';

/** A metric in a document; a series of a histogram is its metric. */
const MENTION = /\bunderstudy_[a-z0-9]+(?:_[a-z0-9]+)+\b/g;
const SERIES = /_(?:bucket|sum|count)$/;
/** Begins the names of examples, which no program has. */
const EXAMPLE = 'understudy_example_';

/**
 * Metrics that are declared against the rules or twice, declared and not used, used and not declared, or named by documents
 * and not declared.
 */
export async function checkMetrics(
  files: readonly string[],
  listed: readonly ListedMetric[],
  root: string = ROOT,
): Promise<readonly Finding[]> {
  const known = new Set(listed.map(({ name }) => name));
  const used = new Set<string>();
  const findings = listed.flatMap((metric, at) => checkDeclaration(metric, listed.slice(0, at)));
  for (const file of files.filter(isRunningSource)) {
    const { uses, computed } = findMetricUses(file, await readFile(join(root, file), 'utf8'));
    findings.push(...computed);
    for (const { metric, at } of uses) {
      // A tool that looks at a metric does not make it.
      if (!file.startsWith('tools/')) used.add(metric);
      if (!known.has(metric)) findings.push({ at, what: `uses ${metric}, which no catalogue declares` });
    }
  }
  for (const { name, folder } of listed)
    if (!used.has(name)) findings.push({ at: folder, what: `declares ${name}, which nothing uses` });
  return [...findings, ...(await checkDocuments(files, known, root))];
}

function checkDeclaration(
  { name, declared, folder, package: owner }: ListedMetric,
  before: readonly ListedMetric[],
): readonly Finding[] {
  const findings = checkCatalogue({ [name]: declared }).map((what) => ({ at: folder, what }));
  const prefix = `understudy_${owner.replace('@understudy/', '').split('-')[0] ?? ''}_`;
  if (!name.startsWith(prefix)) findings.push({ at: folder, what: `${name} does not begin with ${prefix}` });
  const other = before.find((each) => each.name === name);
  return other === undefined
    ? findings
    : [...findings, { at: folder, what: `declares ${name}, as ${other.folder} does` }];
}

async function checkDocuments(
  files: readonly string[],
  known: ReadonlySet<string>,
  root: string,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const file of files.filter((name) => name.endsWith('.md') && !isHistory(name))) {
    const text = await readFile(join(root, file), 'utf8');
    for (const metric of new Set(text.match(MENTION))) {
      if (known.has(metric) || known.has(metric.replace(SERIES, '')) || metric.startsWith(EXAMPLE)) continue;
      findings.push({ at: file, what: `names ${metric}, which no catalogue declares` });
    }
  }
  return findings;
}

/** What was true when it was written. */
function isHistory(file: string): boolean {
  return file.startsWith('.changeset/') || file.endsWith('CHANGELOG.md');
}
