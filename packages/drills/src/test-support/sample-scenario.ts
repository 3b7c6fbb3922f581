import { parseScenario } from '../scenario/parse-scenario.ts';
import type { Scenario } from '../scenario/scenario-schema.ts';

/** A small scenario that is well-formed, each part on a separate line. */
export const SAMPLE = `title: The writer is killed
about: The writer is killed, and comes back.
timeline:
  - { at: 0s, do: kill-region, region: writer, for: 1.5s }
watch: { for: 10s }
expect:
  writer: moves
  failedWrites: 2
  withoutWrites: 8s
  missingAtPromotion: 5
  mergedWithin: 30s
`;

export function sampleScenario(): Scenario {
  return parseScenario(SAMPLE, { name: 'sample', file: 'sample/scenario.yaml' });
}
