import { checkRelations } from './check-relations.ts';
import { checkShape } from './check-shape.ts';
import { TopologyError } from './errors.ts';
import { placeProblem, type Finding, type Path } from './place-problem.ts';
import { readYaml } from './read-yaml.ts';
import type { Topology } from './types.ts';

export interface ParseTopologyOptions {
  /** The file's name as messages show it; `understudy.yaml` unless given. Nothing is read from it. */
  readonly file?: string;
}

/**
 * A topology from the text of `understudy.yaml`. Pure; the caller reads the file.
 *
 * @throws TopologyError (`UND_TOPOLOGY_INVALID`), and nothing else: every problem of the text at once, each in
 *   `problems` with its own code, the key's path, file, line, column, the value, and what would be right.
 */
export function parseTopology(
  text: string,
  { file = 'understudy.yaml' }: ParseTopologyOptions = {},
): Topology {
  const { value, findings: yamlFindings, unreadable, locate } = readYaml(text);
  const findings: Finding[] = [...yamlFindings];
  const readable = ({ path }: Finding) => !unreadable.some((hidden) => isWithin(path, hidden));

  const shape = checkShape(value);
  if (!shape.fits) findings.push(...shape.findings.filter(readable));
  findings.push(...checkRelations(value).filter(readable));

  const problems = findings
    .map((finding) => placeProblem(finding, file, locate(finding.path, finding.at)))
    .sort((a, b) => a.line - b.line || a.column - b.column);
  const [first, second] = shape.fits ? shape.value.regions.data : [];
  if (problems.length > 0 || !shape.fits || first === undefined || second === undefined)
    throw new TopologyError(file, problems);
  const { regions, ...rest } = shape.value;
  return freeze({ ...rest, regions: { ...regions, data: [first, second] as const } });
}

function isWithin(path: Path, outer: Path): boolean {
  return outer.every((part, index) => path[index] === part);
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(freeze);
    Object.freeze(value);
  }
  return value;
}
