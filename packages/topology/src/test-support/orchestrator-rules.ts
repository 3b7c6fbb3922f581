import type { TopologyProblemCode } from '../errors.ts';
import type { Rule } from './rule.ts';

const NAMES = ['Orch', 'orch--2', '2nd', '-x', 'a b', '', 'a'.repeat(25)];

const named = (code: TopologyProblemCode): readonly Rule[] => NAMES.map((name) => [name, code]);

const observer = (name: string) => ({ name, place: name });

/** How the values of `orchestrator` are broken beyond what their types say. */
export const ORCHESTRATOR_RULES: Readonly<Record<string, readonly Rule[]>> = {
  'orchestrator.observers': [
    [[], 'UND_TOPOLOGY_OBSERVERS_COUNT_INVALID'],
    [Array.from({ length: 10 }, (_, at) => observer(`orch-${at}`)), 'UND_TOPOLOGY_OBSERVERS_COUNT_INVALID'],
  ],
  'orchestrator.observers[].name': [
    ...named('UND_TOPOLOGY_OBSERVER_NAME_INVALID'),
    ['orch-1', 'UND_TOPOLOGY_OBSERVER_DUPLICATE', 1],
  ],
  'orchestrator.observers[].place': ['', ' ', ' us-east', 'us-east ', 'us\neast', 'a'.repeat(65)].map(
    (place) => [place, 'UND_TOPOLOGY_OBSERVER_PLACE_INVALID'],
  ),
  'orchestrator.leaderTtlMs': [[2_999, 'UND_TOPOLOGY_LEADER_TTL_TOO_SHORT']],
  'orchestrator.alerts.tokenFile': ['', 'alerts.token', './alerts.token', '/a b', '/'].map((path) => [
    path,
    'UND_TOPOLOGY_ALERTS_TOKEN_FILE_INVALID',
  ]),
  'orchestrator.alerts.tokenEnv': ['', 'the token', 'hunter2', '1TOKEN', 'A'.repeat(65)].map((name) => [
    name,
    'UND_TOPOLOGY_ALERTS_TOKEN_ENV_INVALID',
  ]),
  'orchestrator.cloudWatch.regions': [['virginia'], ['us-east-1', 'us-east-1'], ['us-west-2']].map(
    (names): Rule => [names, 'UND_TOPOLOGY_CLOUD_WATCH_REGIONS_INVALID'],
  ),
  'orchestrator.programs': [],
  'orchestrator.programs[].name': [
    ...named('UND_TOPOLOGY_PROGRAM_NAME_INVALID'),
    ['gateway-1', 'UND_TOPOLOGY_PROGRAM_DUPLICATE', 1],
  ],
  'orchestrator.programs[].url': [
    ['10.0.0.5:8000', 'UND_TOPOLOGY_PROGRAM_URL_INVALID'],
    ['ftp://10.0.0.5', 'UND_TOPOLOGY_PROGRAM_URL_INVALID'],
    ['http://10.0.0.5:8000/readyz', 'UND_TOPOLOGY_PROGRAM_URL_INVALID'],
    ['http://key:secret@10.0.0.5', 'UND_TOPOLOGY_PROGRAM_URL_CREDENTIALS'],
    ['HTTP://10.0.0.5:8000/', 'UND_TOPOLOGY_PROGRAM_DUPLICATE', 1],
  ],
};

/** Codes of what only several keys together get wrong; check-orchestrator.test.ts shows each. */
export const ORCHESTRATOR_RELATIONS: readonly TopologyProblemCode[] = [
  'UND_TOPOLOGY_OBSERVERS_TOO_FEW',
  'UND_TOPOLOGY_ALERTS_TOKEN_AMBIGUOUS',
];
