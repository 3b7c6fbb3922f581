import { describe, expect, it } from '@jest/globals';
import { defaultLimits } from '@understudy/core';
import { propertyRuns } from '@understudy/core/testing';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { stringify } from 'yaml';
import { TopologyError, type TopologyProblem } from './errors.ts';
import { parseTopology } from './parse-topology.ts';
import { sampleTopology } from './testing/index.ts';
import { validTopology } from './test-support/valid-topology.ts';

const example = readFileSync(new URL('../understudy.example.yaml', import.meta.url), 'utf8');

const SMALLEST = `
service: shop
regions:
  data: [{ name: us-east-1 }, { name: eu-central-1 }]
  witness: { endpoints: [{ name: eu-west-1 }] }
tables: [{ name: orders }]
`;

describe('parseTopology', () => {
  it('reads the example', () => {
    expect(parseTopology(example)).toMatchSnapshot();
  });

  it('fills in the defaults, which the example spells out', () => {
    const { service, regions, tables, pools, ...rest } = parseTopology(SMALLEST);
    const {
      service: _service,
      regions: exampleRegions,
      tables: _tables,
      pools: _pools,
      balancers: _balancers,
      traffic: _traffic,
      orchestrator: _orchestrator,
      ...written
    } = parseTopology(example);
    expect({ service, regions, tables }).toEqual({
      service: 'shop',
      regions: exampleRegions,
      tables: [{ name: 'orders', writes: 'stamped', conflicts: 'keep', assigned: [] }],
    });
    expect(pools).toEqual([]);
    expect(rest).toEqual(written);
    expect(rest.limits).toEqual(defaultLimits);
  });

  it('reads the sample, and freezes all of it', () => {
    const { value } = sampleTopology();
    expect(value.regions.data.map(({ name }) => name)).toEqual(['us-east-1', 'eu-central-1']);
    expect(
      [value, value.regions, value.regions.data, value.regions.data[0], value.limits].every(Object.isFrozen),
    ).toBe(true);
  });
});

describe('the problems of a file', () => {
  it('reports everything at once, in the order of the file', () => {
    const problems = problemsOf(`service: Shop
regions:
  data:
    - name: us-east-1
      endpoint: https://root:hunter2@db.example.com
    - name: us-east-1
    - nam: eu-central-1
  witness:
    endpoints: [{ name: us-east-1 }]
tables: []
limits: { leasMs: 9, drift: 0.9 }
client: { reads: writter }
`);
    expect(problems.map(({ code, path, line }) => `${line} ${path} ${code}`)).toEqual([
      '1 service UND_TOPOLOGY_SERVICE_NAME_INVALID',
      '4 regions.data UND_TOPOLOGY_REGIONS_TOO_MANY',
      '5 regions.data[0].endpoint UND_TOPOLOGY_ENDPOINT_CREDENTIALS',
      '6 regions.data[1].name UND_TOPOLOGY_REGION_DUPLICATE',
      '7 regions.data[2].name UND_TOPOLOGY_KEY_MISSING',
      '7 regions.data[2].nam UND_TOPOLOGY_KEY_UNKNOWN',
      '9 regions.witness.endpoints[0].name UND_TOPOLOGY_WITNESS_IS_DATA_REGION',
      '10 tables UND_TOPOLOGY_TABLES_EMPTY',
      '11 limits.leasMs UND_TOPOLOGY_KEY_UNKNOWN',
      '11 limits.drift UND_TOPOLOGY_VALUE_OUT_OF_RANGE',
      '12 client.reads UND_TOPOLOGY_VALUE_UNKNOWN',
    ]);
  });

  it('names key, value, place and what would be right', () => {
    expect(
      problemsOf(SMALLEST.replace('eu-west-1', 'us-east-1'), 'conf/understudy.yaml').map(
        ({ message }) => message,
      ),
    ).toEqual([
      'conf/understudy.yaml:5:34 UND_TOPOLOGY_WITNESS_IS_DATA_REGION: regions.witness.endpoints[0].name is "us-east-1"; expected a region that is no data region, so that losing one of those never loses the route.',
    ]);
    expect(problemsOf(`${SMALLEST}limts: {}\n`).map(({ message }) => message)).toEqual([
      'understudy.yaml:7:1 UND_TOPOLOGY_KEY_UNKNOWN: limts is unknown; expected limits perhaps, one of service, regions, tables, stampAttribute, limits, client, replication, pools, balancers, traffic, orchestrator.',
    ]);
  });

  it.each([
    ['localhost and 127.0.0.1', 'http://localhost:8000', 'http://127.0.0.1:8000/'],
    ["the scheme's own port", 'https://DB.example.com', 'https://db.example.com:443'],
    ["AWS's own, spelt out", 'https://dynamodb.eu-central-1.amazonaws.com', undefined],
  ])('refuses two regions with one endpoint: %s (fault D2)', (_how, first, second) => {
    const at = (name: string, endpoint: string | undefined) =>
      endpoint === undefined ? `{ name: ${name} }` : `{ name: ${name}, endpoint: "${endpoint}" }`;
    const data = `[${at('us-east-1', first)}, ${at('eu-central-1', second)}]`;
    const [problem, ...others] = problemsOf(SMALLEST.replace(/data: \[.*\]/, `data: ${data}`));
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ code: 'UND_TOPOLOGY_ENDPOINT_SHARED', line: 4 });
    expect(problem?.message).toContain('expected a separate endpoint: us-east-1 has this one');
  });
});

describe('the problems of regions and limits', () => {
  it('refuses a witness at the endpoint of a data region (fault D2)', () => {
    const witness = 'endpoints: [{ name: eu-west-1, endpoint: "https://dynamodb.us-east-1.amazonaws.com" }]';
    const [problem] = problemsOf(SMALLEST.replace('endpoints: [{ name: eu-west-1 }]', witness));
    expect(problem).toMatchObject({ code: 'UND_TOPOLOGY_ENDPOINT_SHARED' });
  });

  it('says that a value at fault is a default where the file does not have it', () => {
    const [problem, ...others] = problemsOf(`${SMALLEST}limits:\n  leaseMs: 30000\n`);
    expect(others).toEqual([]);
    expect(problem).toMatchObject({
      code: 'UND_TOPOLOGY_LIMITS_CONTRADICT',
      path: 'limits.writeDeadlineMs',
      line: 7,
      column: 1,
      value: '30000',
    });
    expect(problem?.message).toContain('(the default)');
  });

  it('allows a short maxRequestAgeMs where every endpoint is on this machine, and only there', () => {
    const { text } = sampleTopology();
    for (const [from, to] of [
      ['http://127.0.0.3:8000', 'http://192.0.2.1:8000'],
      [', endpoint: http://127.0.0.4:8000', ''],
    ] as const) {
      expect(problemsOf(text.replace(from, to)).map(({ code, path }) => [code, path])).toEqual([
        ['UND_TOPOLOGY_REQUEST_AGE_TOO_SHORT', 'limits.maxRequestAgeMs'],
      ]);
    }
  });
});

describe('the report of problems', () => {
  it('lists the first problems of many, and counts the rest', () => {
    const { problems, message } = refusal(
      SMALLEST + Array.from({ length: 5000 }, (_, at) => `wrong${at}: 1\n`).join(''),
    );
    expect(problems).toHaveLength(5000);
    expect(message).toContain('and 4975 more.');
  });

  it('never shows a secret', () => {
    const { message, details } = refusal(
      `${SMALLEST.replace('name: us-east-1', 'name: us-east-1, endpoint: "https://root:hunter2@db"')}awsSecretAccessKey: hunter2\n`,
    );
    expect(message).not.toContain('hunter2');
    expect(JSON.stringify(details)).not.toContain('hunter2');
  });
});

describe('any text', () => {
  it('throws nothing but TopologyError, whatever the text', () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        try {
          parseTopology(text);
        } catch (error) {
          if (!(error instanceof TopologyError)) throw error;
          expect(error.problems.length).toBeGreaterThan(0);
          for (const { line, column, message } of error.problems) {
            expect(line).toBeGreaterThanOrEqual(1);
            expect(column).toBeGreaterThanOrEqual(1);
            expect(message).toMatch(/ UND_TOPOLOGY_[A-Z_]+: /);
          }
        }
      }),
      { numRuns: propertyRuns(200, 1_000) },
    );
  });
});

describe('any valid topology', () => {
  it('gives back every valid topology that is written as YAML or as JSON', () => {
    fc.assert(
      fc.property(validTopology(), (topology) => {
        expect(parseTopology(stringify(topology, { aliasDuplicateObjects: false }))).toEqual(topology);
        expect(parseTopology(JSON.stringify(topology))).toEqual(topology);
      }),
      { numRuns: propertyRuns(40, 100) },
    );
  });
});

function refusal(text: string, file?: string): TopologyError {
  try {
    parseTopology(text, file === undefined ? {} : { file });
  } catch (error) {
    if (error instanceof TopologyError) return error;
    throw error;
  }
  throw new Error('The text was taken.');
}

function problemsOf(text: string, file?: string): readonly TopologyProblem[] {
  return refusal(text, file).problems;
}

/** Texts that are no topologies: the example damaged in places, and texts of all kinds. */
function anyText(): fc.Arbitrary<string> {
  const pieces = fc.constantFrom(
    '\n',
    ' ',
    '  ',
    ': ',
    '- ',
    '[',
    ']',
    '{',
    '}',
    '"',
    "'",
    '&a ',
    '*a',
    '!',
    '|',
    '>',
    '#',
    '%',
    '---\n',
    '\t',
    '\0',
    '?',
    ',',
    '<<: ',
    '0x1F',
    '.nan',
    '1e999',
    '@',
    '`',
    '__proto__: ',
    'name: ',
  );
  const cut = fc.record({
    at: fc.nat(example.length),
    remove: fc.nat(40),
    insert: fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 5 })),
  });
  const damaged = fc
    .array(cut, { minLength: 1, maxLength: 6 })
    .map((cuts) =>
      cuts.reduce(
        (text, { at, remove, insert }) => text.slice(0, at) + insert + text.slice(at + remove),
        example,
      ),
    );
  return fc.oneof(
    damaged,
    fc.string({ unit: 'binary' }),
    fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join('')),
    fc.json(),
  );
}
