import { isLoopback } from '@understudy/topology';
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
    ...(isTrial([...regions, ...witnesses]) ? TRIAL_LIMITS : []),
  ].join('\n');
}

/** Where every endpoint is on this machine, no request is under way for longer; the topology refuses it elsewhere. */
const TRIAL_LIMITS: readonly string[] = [
  'limits:',
  '  maxRequestAgeMs: 10000 # a trial on this machine; without it 15 minutes, as AWS needs',
  '',
];

function isTrial(regions: readonly GivenRegion[]): boolean {
  return regions.every(({ endpoint }) => isLoopback(endpoint));
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
