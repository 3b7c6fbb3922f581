import type { TopologyProblemCode } from './errors.ts';

export interface NameRule {
  readonly code: TopologyProblemCode;
  readonly expected: string;
  readonly pattern: RegExp;
}

export const SERVICE_NAME: NameRule = {
  code: 'UND_TOPOLOGY_SERVICE_NAME_INVALID',
  expected: '1 to 63 of the characters a-z, 0-9 and -, a letter first',
  pattern: /^[a-z][a-z0-9-]{0,62}$/,
};

/** The form of AWS's names (`us-gov-west-1`, `eusc-de-east-1`); a version keeps 20 characters for one. */
export const REGION_NAME: NameRule = {
  code: 'UND_TOPOLOGY_REGION_NAME_INVALID',
  expected: "AWS's name of a region, at most 20 characters, such as us-east-1",
  pattern: /^(?=.{1,20}$)[a-z]{2,5}(-[a-z]+){1,3}-\d{1,2}$/,
};

/** DynamoDB's rule (Developer Guide, "Naming rules"). */
export const TABLE_NAME: NameRule = {
  code: 'UND_TOPOLOGY_TABLE_NAME_INVALID',
  expected: '3 to 255 of the characters a-z, A-Z, 0-9, _, - and a full stop',
  pattern: /^[a-zA-Z0-9_.-]{3,255}$/,
};
