import type { Attributes } from '../values/value.ts';
import { bindCondition } from './bind-condition.ts';
import { bindUpdate } from './bind-update.ts';
import type { BoundAction, BoundCondition } from './bound-condition.ts';
import { checkPaths } from './check-paths.ts';
import { parseCondition } from './parse-condition.ts';
import { parseProjection } from './parse-projection.ts';
import { parseUpdate } from './parse-update.ts';
import { Placeholders, type PlaceholderInput } from './placeholders.ts';
import { projectAttributes, projectionTree } from './project-attributes.ts';
import { rememberParsed } from './remember-parsed.ts';
import type { ExpressionKind } from './condition-syntax.ts';

const parseAs = {
  ConditionExpression: rememberParsed((text) => parseCondition('ConditionExpression', text)),
  FilterExpression: rememberParsed((text) => parseCondition('FilterExpression', text)),
  KeyConditionExpression: rememberParsed((text) => parseCondition('KeyConditionExpression', text)),
  ProjectionExpression: rememberParsed(parseProjection),
  UpdateExpression: rememberParsed(parseUpdate),
} as const;

type ConditionKind = 'ConditionExpression' | 'FilterExpression' | 'KeyConditionExpression';

type ExpressionInput = PlaceholderInput & Readonly<Partial<Record<ExpressionKind, string | undefined>>>;

/** Takes the wanted part of an item; all of it where no projection was given. */
export type Projection = (attributes: Attributes) => Attributes;

export interface Expressions {
  readonly condition: BoundCondition | undefined;
  readonly filter: BoundCondition | undefined;
  readonly keyCondition: BoundCondition | undefined;
  readonly update: readonly BoundAction[];
  readonly project: Projection;
}

const whole: Projection = (attributes) => attributes;
const NONE: Expressions = {
  condition: undefined,
  filter: undefined,
  keyCondition: undefined,
  update: [],
  project: whole,
};

function bindProjection(text: string, placeholders: Placeholders): Projection {
  const kind = 'ProjectionExpression';
  const paths = parseAs[kind](text).map((path) => placeholders.path(path, kind));
  checkPaths(kind, paths);
  const tree = projectionTree(paths);
  return (attributes) => projectAttributes(attributes, tree);
}

function conditionOf(
  kind: ConditionKind,
  expressions: ExpressionInput,
  placeholders: Placeholders,
): BoundCondition | undefined {
  const text = expressions[kind];
  return text === undefined ? undefined : bindCondition(kind, parseAs[kind](text), placeholders);
}

/**
 * Parses, fills in and checks all expressions of one request.
 * @param kinds the fields that this operation takes, in the order DynamoDB looks at them
 * @throws ValidationException for whatever is wrong with them, or with the names and values given for them.
 */
export function readExpressions(input: ExpressionInput, kinds: readonly ExpressionKind[]): Expressions {
  const expressions: Partial<Record<ExpressionKind, string | undefined>> = {};
  for (const kind of kinds) expressions[kind] = input[kind];
  const placeholders = new Placeholders(
    input,
    expressions,
    kinds.filter((kind) => kind !== 'ProjectionExpression'),
  );
  if (kinds.every((kind) => expressions[kind] === undefined)) return NONE;
  const { UpdateExpression: update, ProjectionExpression: projection } = expressions;
  // In the order DynamoDB reports their faults.
  const bound: Expressions = {
    update: update === undefined ? [] : bindUpdate(parseAs.UpdateExpression(update), placeholders),
    condition: conditionOf('ConditionExpression', expressions, placeholders),
    filter: conditionOf('FilterExpression', expressions, placeholders),
    project: projection === undefined ? whole : bindProjection(projection, placeholders),
    keyCondition: conditionOf('KeyConditionExpression', expressions, placeholders),
  };
  placeholders.checkUsed();
  return bound;
}
