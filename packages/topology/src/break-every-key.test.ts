import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import { topologyKeys, type KeyDescription } from './topology-keys.ts';
import { TOPOLOGY_ERRORS, TopologyError, type TopologyProblem, type TopologyProblemCode } from './errors.ts';
import { parseTopology } from './parse-topology.ts';
import { DNS_RELATIONS, DNS_RULES } from './test-support/dns-rules.ts';
import { HOOK_RELATIONS, HOOK_RULES } from './test-support/hook-rules.ts';
import { ORCHESTRATOR_RELATIONS, ORCHESTRATOR_RULES } from './test-support/orchestrator-rules.ts';
import { SERVER_RELATIONS, SERVER_RULES } from './test-support/server-rules.ts';
import { TRAFFIC_RELATIONS } from './test-support/traffic-relations.ts';
import { TRAFFIC_RULES } from './test-support/traffic-rules.ts';
import { POOL_RULES } from './test-support/pool-rules.ts';
import type { Rule } from './test-support/rule.ts';

/**
 * Every key of the schema is broken in every way its type allows. The ways come from the schema; only what
 * a separate rule or a relation refuses is listed here, and a key that takes a text or a list must be listed.
 */
const RULES: Readonly<Record<string, readonly Rule[]>> = {
  service: [
    ['', 'UND_TOPOLOGY_SERVICE_NAME_INVALID'],
    ['The Shop', 'UND_TOPOLOGY_SERVICE_NAME_INVALID'],
    ['shop-of-the-whole-wide-world-and-more', 'UND_TOPOLOGY_SERVICE_NAME_UNFIT_FOR_POOLS'],
    ['the--shop', 'UND_TOPOLOGY_SERVICE_NAME_UNFIT_FOR_POOLS'],
  ],
  'regions.data': [
    [[], 'UND_TOPOLOGY_REGIONS_TOO_FEW'],
    [[{ name: 'us-east-1' }], 'UND_TOPOLOGY_REGIONS_TOO_FEW'],
    [[{ name: 'us-east-1' }, { name: 'us-east-2' }, { name: 'us-west-2' }], 'UND_TOPOLOGY_REGIONS_TOO_MANY'],
  ],
  'regions.data[].name': [
    ['virginia', 'UND_TOPOLOGY_REGION_NAME_INVALID'],
    ['us-northeastern-east-1', 'UND_TOPOLOGY_REGION_NAME_INVALID'],
    ['us-east-1', 'UND_TOPOLOGY_REGION_DUPLICATE', 1],
  ],
  'regions.data[].endpoint': [
    ['127.0.0.2:8000', 'UND_TOPOLOGY_ENDPOINT_INVALID'],
    ['http://127.0.0.2/path', 'UND_TOPOLOGY_ENDPOINT_INVALID'],
    ['http://key:secret@127.0.0.2', 'UND_TOPOLOGY_ENDPOINT_CREDENTIALS'],
    ['https://dynamodb.us-east-1.amazonaws.com', 'UND_TOPOLOGY_ENDPOINT_SHARED', 1],
  ],
  'regions.witness.endpoints': [[[], 'UND_TOPOLOGY_WITNESS_MISSING']],
  'tables[].assigned': [],
  'regions.witness.endpoints[].name': [
    ['ireland', 'UND_TOPOLOGY_REGION_NAME_INVALID'],
    ['us-east-1', 'UND_TOPOLOGY_WITNESS_IS_DATA_REGION'],
    ['eu-central-1', 'UND_TOPOLOGY_WITNESS_IS_DATA_REGION'],
  ],
  'regions.witness.endpoints[].endpoint': [
    ['ws://127.0.0.2', 'UND_TOPOLOGY_ENDPOINT_INVALID'],
    ['key:secret@127.0.0.2', 'UND_TOPOLOGY_ENDPOINT_CREDENTIALS'],
  ],
  'regions.witness.table': [['r', 'UND_TOPOLOGY_TABLE_NAME_INVALID']],
  tables: [[[], 'UND_TOPOLOGY_TABLES_EMPTY']],
  'tables[].name': [
    ['a table', 'UND_TOPOLOGY_TABLE_NAME_INVALID'],
    ['understudy-ledger', 'UND_TOPOLOGY_TABLE_NAME_RESERVED'],
    ['orders', 'UND_TOPOLOGY_TABLE_DUPLICATE', 1],
  ],
  stampAttribute: [
    ['', 'UND_TOPOLOGY_STAMP_ATTRIBUTE_INVALID'],
    ['é'.repeat(200), 'UND_TOPOLOGY_STAMP_ATTRIBUTE_INVALID'],
  ],
  'limits.controlTimeoutMs': [[3000, 'UND_TOPOLOGY_LIMITS_CONTRADICT']],
  'limits.attemptTimeoutMs': [[2401, 'UND_TOPOLOGY_LIMITS_CONTRADICT']],
  'limits.writeDeadlineMs': [[6_410, 'UND_TOPOLOGY_LIMITS_CONTRADICT']],
  'limits.maxRequestAgeMs': [[899_999, 'UND_TOPOLOGY_REQUEST_AGE_TOO_SHORT']],
  'limits.tombstoneTtlMs': [[87_299_999, 'UND_TOPOLOGY_LIMITS_CONTRADICT']],
  ...POOL_RULES,
  ...TRAFFIC_RULES,
  ...ORCHESTRATOR_RULES,
  ...HOOK_RULES,
  ...SERVER_RULES,
  ...DNS_RULES,
};

const example = readFileSync(new URL('../understudy.example.yaml', import.meta.url), 'utf8');
const exampleValue = parse(example) as Record<string, unknown>;
const keys = topologyKeys().filter(({ path }) => path !== '' && !path.endsWith('[]'));

/** What the schema refuses in a key depends on its type alone: one key of each type shows it, and all of them in `npm run accept`. */
const ACCEPT = process.env.UNDERSTUDY_ACCEPT === 'true';
const typeOf = ({ takes, required }: KeyDescription) =>
  `${takes.replace(/(^one|^a mapping) of .*|,.*$/, '$1').replaceAll(/\d+/g, '1')} ${required}`;
const typical = new Set([...new Map(keys.map((key) => [typeOf(key), key])).values()]);
const shown = ACCEPT ? keys : keys.filter((key) => typical.has(key));

describe.each(shown.map((key) => [key.path, key] as const))('%s', (path, key) => {
  const at = path.replaceAll('[]', '[0]');

  it('is refused with a value of another type', () => {
    for (const value of wrongTypes(key))
      expectProblem(broken(at, value), 'UND_TOPOLOGY_TYPE_WRONG', at, 'value');
  });

  it('is refused where nothing follows it', () => {
    expectProblem(broken(at, null), 'UND_TOPOLOGY_TYPE_WRONG', at, 'value');
  });

  it('is refused misspelt, and the right spelling suggested', () => {
    const slip = `${at}x`;
    const problem = expectProblem(
      broken(at, undefined, { [slip]: 'hunter2' }),
      'UND_TOPOLOGY_KEY_UNKNOWN',
      slip,
      'key',
    );
    expect(problem.expected).toMatch(new RegExp(`^${path.replace(/^.*\./, '')} perhaps`));
    expect(problem.message).not.toContain('hunter2');
  });

  it('is refused a second time', () => {
    const name = path.replace(/^.*\./, '');
    const line = new RegExp(`^( *(?:- )?)${name}:`, 'm').exec(broken(at, 1)) ?? [''];
    const text = broken(at, 1).replace(line[0], `${line[0]} 1\n${(line[1] ?? '').replace('-', ' ')}${name}:`);
    expect(problemsOf(text).map(({ code }) => code)).toContain('UND_TOPOLOGY_KEY_DUPLICATE');
  });

  if (key.required) {
    it('is missed where it is absent', () => {
      expectProblem(broken(at, undefined), 'UND_TOPOLOGY_KEY_MISSING', at);
    });
  } else {
    it('may be absent', () => {
      expect(() => parseTopology(broken(at, undefined))).not.toThrow();
    });
  }

  const range = / from (\S+) to (\S+)$/.exec(key.takes);
  if (range) {
    it('is refused outside its range', () => {
      for (const value of [Number(range[1]) - 1, Number(range[2]) + 1, Number.NaN, Infinity]) {
        expectProblem(broken(at, value), 'UND_TOPOLOGY_VALUE_OUT_OF_RANGE', at, 'value');
      }
      if (key.takes.startsWith('a whole'))
        expectProblem(broken(at, 1.5), 'UND_TOPOLOGY_VALUE_OUT_OF_RANGE', at, 'value');
    });
  }

  if (key.takes.startsWith('one of')) {
    it('is refused with a word outside its list', () => {
      expectProblem(broken(at, 'perhaps'), 'UND_TOPOLOGY_VALUE_UNKNOWN', at, 'value');
    });
  }
});

describe.each(keys.map((key) => [key.path, key] as const))('%s', (path, key) => {
  it('is held to its own rules and to its relations with others', () => {
    const rules = RULES[path] ?? [];
    if (key.takes === 'a text') expect(rules).not.toHaveLength(0);
    // A list whose elements are mappings may have no rule, but not by oversight.
    if (key.takes === 'a list') expect(Object.keys(RULES)).toContain(path);
    for (const [value, code, element = 0] of rules) {
      const there = path.replace(/\[\](?!.*\[\])/, `[${element}]`).replaceAll('[]', '[0]');
      expectProblem(broken(there, value), code, there, 'value');
    }
  });
});

describe('the ways of breaking a file', () => {
  it('name only keys that the schema has', () => {
    expect(Object.keys(RULES).filter((path) => !keys.some((key) => key.path === path))).toEqual([]);
  });

  it('are as many as the codes of values', () => {
    const fromRules = Object.values(RULES).flatMap((rules) => rules.map(([, code]) => code));
    const fromSchema = [
      'TYPE_WRONG',
      'KEY_UNKNOWN',
      'KEY_DUPLICATE',
      'KEY_MISSING',
      'VALUE_OUT_OF_RANGE',
      'VALUE_UNKNOWN',
    ].map((reason) => `UND_TOPOLOGY_${reason}`);
    const ofTheText = ['INVALID', 'TOO_LARGE', 'YAML_SYNTAX', 'YAML_UNSUPPORTED', 'YAML_ALIAS'].map(
      (reason) => `UND_TOPOLOGY_${reason}`,
    );
    const relations = [
      ...TRAFFIC_RELATIONS,
      ...ORCHESTRATOR_RELATIONS,
      ...HOOK_RELATIONS,
      ...SERVER_RELATIONS,
      ...DNS_RELATIONS,
    ];
    expect(new Set([...fromRules, ...fromSchema, ...ofTheText, ...relations])).toEqual(
      new Set(Object.keys(TOPOLOGY_ERRORS)),
    );
  });
});

function wrongTypes({ takes }: KeyDescription): unknown[] {
  if (takes === 'a text' || takes.startsWith('one of')) return [12, true, ['x'], { x: 1 }];
  if (takes === 'a list') return [12, 'x', { x: 1 }];
  if (takes === 'true or false') return [12, 'x', [true], { x: 1 }];
  if (takes.startsWith('a mapping')) return [12, 'x', []];
  return ['x', true, [1], { x: 1 }];
}

/** The example with the value at `path` replaced, or taken out where it is `undefined`, and `added` put in. */
function broken(path: string, value: unknown, added: Readonly<Record<string, unknown>> = {}): string {
  const file = structuredClone(exampleValue);
  for (const section of unconcerned(path)) delete file[section];
  for (const [to, put] of [[path, value] as const, ...Object.entries(added)]) {
    const parts = to.split(/\.|(?=\[)/);
    const holder = parts
      .slice(0, -1)
      .reduce<unknown>(
        (inner, part) => (inner as Record<string, unknown>)[part.replace(/[[\]]/g, '')],
        file,
      ) as Record<string, unknown>;
    const last = parts.at(-1) ?? '';
    if (put === undefined) delete holder[last];
    else holder[last] = put;
  }
  return stringify(file);
}

/** Sections that a key has no relation with: without them a file is read in half the time. */
function unconcerned(path: string): readonly string[] {
  const own = /^(pools|balancers|traffic|orchestrator)\b/.exec(path)?.[1] ?? 'pools';
  // `orchestrator.servers` needs traffic, and that its pools.
  if (own === 'orchestrator') return [];
  return ['pools', 'balancers', 'traffic', 'orchestrator'].filter((section) => section !== own);
}

function problemsOf(text: string): readonly TopologyProblem[] {
  try {
    parseTopology(text);
  } catch (error) {
    if (error instanceof TopologyError) return error.problems;
    throw error;
  }
  return [];
}

/** The one problem of that code at that path, its place checked against the text. */
function expectProblem(
  text: string,
  code: TopologyProblemCode,
  path: string,
  place?: 'key' | 'value',
): TopologyProblem {
  const problems = problemsOf(text);
  const problem = problems.find((found) => found.code === code && found.path === path);
  if (problem === undefined)
    throw new Error(`No ${code} at ${path} but ${JSON.stringify(problems, null, 2)}\n${text}`);
  const rest = (text.split('\n')[problem.line - 1] ?? '').slice(problem.column - 1);
  const key = path.replace(/^.*\./, '');
  if (place === 'key') expect(rest.startsWith(`${key}:`)).toBe(true);
  if (place === 'value' && /^[\d.]+$/.test(problem.value)) expect(rest).toBe(problem.value);
  expect(problem.expected).not.toBe('');
  return problem;
}
