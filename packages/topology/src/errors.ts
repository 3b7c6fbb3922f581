import { UnderstudyError, type ErrorCatalogue } from '@understudy/core';
import { DNS_ERRORS } from './dns-errors.ts';
import { HOOK_ERRORS } from './hook-errors.ts';
import { ORCHESTRATOR_ERRORS } from './orchestrator-errors.ts';
import { SERVER_ERRORS } from './server-errors.ts';
import { POOL_ERRORS } from './pool-errors.ts';
import { TRAFFIC_ERRORS } from './traffic-errors.ts';

export const TOPOLOGY_ERRORS = {
  UND_TOPOLOGY_INVALID: {
    exit: 'usage',
    meaning:
      'The topology file has problems; each is listed with its own code, place and what would be right. Nothing was changed.',
    remedy: 'Correct every place that is listed and load the file again.',
  },
  UND_TOPOLOGY_TOO_LARGE: {
    exit: 'usage',
    meaning: 'The topology file is larger than any topology can be.',
    remedy: 'Check that it is the right file.',
  },
  UND_TOPOLOGY_YAML_SYNTAX: {
    exit: 'usage',
    meaning: 'The file is not well-formed YAML 1.2.',
    remedy:
      'Correct the text at that place; indent with blanks, quote values that begin with a special character.',
  },
  UND_TOPOLOGY_YAML_UNSUPPORTED: {
    exit: 'usage',
    meaning:
      'The file uses a part of YAML that a topology does without: tags, directives, several documents, compound keys, deep nesting.',
    remedy: 'Write the value plainly, in one document.',
  },
  UND_TOPOLOGY_YAML_ALIAS: {
    exit: 'usage',
    meaning:
      'The file refers to an anchor. Aliases are refused: a few lines of them can stand for gigabytes.',
    remedy: 'Write the value out where it is used.',
  },
  UND_TOPOLOGY_KEY_DUPLICATE: {
    exit: 'usage',
    meaning: 'A key appears twice in one mapping.',
    remedy: 'Keep one of the two.',
  },
  UND_TOPOLOGY_KEY_UNKNOWN: {
    exit: 'usage',
    meaning: 'Unknown key, usually a typo.',
    remedy: 'Correct its name, move it to where it belongs, or take it out.',
  },
  UND_TOPOLOGY_KEY_MISSING: {
    exit: 'usage',
    meaning: 'A key without a default is not there.',
    remedy: 'Add it.',
  },
  UND_TOPOLOGY_TYPE_WRONG: {
    exit: 'usage',
    meaning: 'A value is of another type than its key takes.',
    remedy: 'Write a value of the type that is named.',
  },
  UND_TOPOLOGY_VALUE_UNKNOWN: {
    exit: 'usage',
    meaning: 'A value is none of those its key takes.',
    remedy: 'Choose one of those that are named.',
  },
  UND_TOPOLOGY_VALUE_OUT_OF_RANGE: {
    exit: 'usage',
    meaning: 'A number lies outside what its key takes, or is not whole where it must be.',
    remedy: 'Choose a number in the range that is named.',
  },
  UND_TOPOLOGY_SERVICE_NAME_INVALID: {
    exit: 'usage',
    meaning: "The service's name can't be the key of a route and a label of metrics.",
    remedy: 'Use 1 to 63 of the characters a-z, 0-9 and -, a letter first.',
  },
  UND_TOPOLOGY_REGION_NAME_INVALID: {
    exit: 'usage',
    meaning: 'A region has no name of the form that AWS gives.',
    remedy: "Use AWS's name of the region in at most 20 characters, such as us-east-1.",
  },
  UND_TOPOLOGY_REGIONS_TOO_FEW: {
    exit: 'usage',
    meaning: 'There are fewer than two data regions, so nothing could take over.',
    remedy: 'Name exactly two data regions, the first writer first.',
  },
  UND_TOPOLOGY_REGIONS_TOO_MANY: {
    exit: 'usage',
    meaning:
      "There are more than two data regions. The protocol's rules hold for two and do not suffice for three: copies would diverge.",
    remedy: 'Name exactly two data regions, the first writer first.',
  },
  UND_TOPOLOGY_REGION_DUPLICATE: {
    exit: 'usage',
    meaning: 'A region is named twice in one list.',
    remedy: 'Name each region once.',
  },
  UND_TOPOLOGY_WITNESS_MISSING: {
    exit: 'usage',
    meaning: 'The witness has no endpoint, so the route could be kept nowhere.',
    remedy: 'Name at least one region outside the data regions under regions.witness.endpoints.',
  },
  UND_TOPOLOGY_WITNESS_IS_DATA_REGION: {
    exit: 'usage',
    meaning: 'The witness is one of the data regions: losing that region would lose the route with it.',
    remedy: 'Keep the route in a third region.',
  },
  UND_TOPOLOGY_ENDPOINT_INVALID: {
    exit: 'usage',
    meaning: 'An endpoint is no http or https URL of a host, and of a port if need be, and nothing else.',
    remedy: 'Write it like http://127.0.0.2:8000, or leave the key out for the endpoint of AWS.',
  },
  UND_TOPOLOGY_ENDPOINT_CREDENTIALS: {
    exit: 'usage',
    meaning:
      'An endpoint carries a user or a password. The topology is no place for secrets, and its values are logged.',
    remedy:
      "Take the part before the @ out, treat that secret as leaked, and give credentials by AWS's own means.",
  },
  UND_TOPOLOGY_ENDPOINT_SHARED: {
    exit: 'usage',
    meaning:
      'Two regions have one endpoint, however it is written: they would be one database, so a comparison finds them identical and a copy goes nowhere.',
    remedy: 'Give each region its own endpoint, or leave the key out for the endpoint of AWS.',
  },
  UND_TOPOLOGY_TABLES_EMPTY: {
    exit: 'usage',
    meaning: 'The list of tables is empty, so there is nothing to keep.',
    remedy: 'Name at least one table.',
  },
  UND_TOPOLOGY_TABLE_NAME_INVALID: {
    exit: 'usage',
    meaning: 'A table has a name that DynamoDB does not take.',
    remedy: 'Use 3 to 255 of the characters a-z, A-Z, 0-9, _, - and a full stop.',
  },
  UND_TOPOLOGY_TABLE_NAME_RESERVED: {
    exit: 'usage',
    meaning: 'Table names that begin with understudy- are for the tables that Understudy keeps for itself.',
    remedy: 'List only tables of the application, under another name.',
  },
  UND_TOPOLOGY_TABLE_DUPLICATE: {
    exit: 'usage',
    meaning: 'A table is listed twice.',
    remedy: 'List each table once.',
  },
  UND_TOPOLOGY_STAMP_ATTRIBUTE_INVALID: {
    exit: 'usage',
    meaning:
      'The stamp attribute has a name that an attribute of an item may not have, or that AWS uses itself.',
    remedy: 'Use 1 to 255 bytes of UTF-8 that do not begin with aws:.',
  },
  UND_TOPOLOGY_LIMITS_CONTRADICT: {
    exit: 'usage',
    meaning:
      'Two limits contradict each other in a way that would make the protocol unsafe. Limits are never adjusted silently.',
    remedy: 'Change one of the limits named, so that the relation holds.',
  },
  UND_TOPOLOGY_REQUEST_AGE_TOO_SHORT: {
    exit: 'usage',
    meaning:
      'maxRequestAgeMs is below the 15 minutes for which AWS accepts a signed request, although a region is not on this machine.',
    remedy:
      'Set limits.maxRequestAgeMs to 900000 or more; less is for trials where every endpoint is a loopback address.',
  },
  ...POOL_ERRORS,
  ...TRAFFIC_ERRORS,
  ...ORCHESTRATOR_ERRORS,
  ...HOOK_ERRORS,
  ...SERVER_ERRORS,
  ...DNS_ERRORS,
} as const satisfies ErrorCatalogue;

export type TopologyErrorCode = keyof typeof TOPOLOGY_ERRORS;
export type TopologyProblemCode = Exclude<TopologyErrorCode, 'UND_TOPOLOGY_INVALID'>;

/** One thing wrong in a topology file. */
export interface TopologyProblem {
  readonly code: TopologyProblemCode;
  /** The key's path, `limits.leaseMs` or `regions.data[1].name`; empty for the file as a whole. */
  readonly path: string;
  readonly file: string;
  /** Counted from 1. A missing key is placed at what should hold it. */
  readonly line: number;
  readonly column: number;
  /** The value as it may be shown: cut short, and never one that could hold a credential. */
  readonly value: string;
  /** What would be right. */
  readonly expected: string;
  /** All of the above in one line. */
  readonly message: string;
}

const LISTED = 25;

/** A topology file that was refused. Its code is always `UND_TOPOLOGY_INVALID`; `problems` says what it has. */
export class TopologyError extends UnderstudyError<TopologyErrorCode> {
  /** In the order of the file; at least one. */
  readonly problems: readonly TopologyProblem[];

  constructor(file: string, problems: readonly TopologyProblem[]) {
    const lines = problems.slice(0, LISTED).map(({ message }) => `\n  ${message}`);
    const more = problems.length > LISTED ? `\n  and ${problems.length - LISTED} more.` : '';
    const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
    super('UND_TOPOLOGY_INVALID', TOPOLOGY_ERRORS.UND_TOPOLOGY_INVALID, {
      what: `${file} has ${count}; nothing was changed.${lines.join('')}${more}\n`,
      details: { file, problems },
    });
    this.problems = problems;
  }
}
