import { stringify } from 'yaml';
import type { GivenRegion, InitAnswers } from './types.ts';

/** The text of an understudy.yaml, with the comments that a first reader needs. */
export function composeTopologyText({ service, regions, witnesses, tables }: InitAnswers): string {
  return [
    '# What Understudy keeps serving. All keys: packages/topology/README.md.',
    `service: ${scalar(service)}`,
    '',
    'regions:',
    '  data: # two; the first one takes writes first',
    ...regions.flatMap((region) => entry(region, '    ')),
    '  witness: # a third region, which keeps the record of who the writer is',
    '    endpoints:',
    ...witnesses.flatMap((region) => entry(region, '      ')),
    '',
    'tables:',
    ...tables.flatMap(({ name, writes }) => [
      `  - name: ${scalar(name)}`,
      ...(writes === 'foreign'
        ? ['    writes: foreign # an application writes here without Understudy']
        : []),
    ]),
    '',
  ].join('\n');
}

function entry({ name, endpoint }: GivenRegion, indent: string): readonly string[] {
  return [
    `${indent}- name: ${scalar(name)}`,
    ...(endpoint === undefined ? [] : [`${indent}  endpoint: ${scalar(endpoint)}`]),
  ];
}

/** Quoted where YAML would read something else. */
function scalar(text: string): string {
  return stringify(text, { lineWidth: 0 }).trimEnd();
}
