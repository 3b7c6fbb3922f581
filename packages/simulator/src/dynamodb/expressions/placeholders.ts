import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { isValidationException, validationException } from '../validation-exception.ts';
import { acceptValue } from '../values/accept-value.ts';
import type { Value } from '../values/value.ts';
import type { Path } from './bound-condition.ts';
import type { ExpressionKind, PathSyntax, ValueSyntax } from './condition-syntax.ts';

export interface PlaceholderInput {
  readonly ExpressionAttributeNames?: Record<string, string> | undefined;
  readonly ExpressionAttributeValues?: Record<string, AttributeValue> | undefined;
}

const NAME = /^#[A-Za-z0-9_]+$/;
const VALUE = /^:[A-Za-z0-9_]+$/;

const invalid = (field: string, what: string) => validationException(`${field} contains invalid ${what}`);

function checkNames(names: Record<string, string>): void {
  const placeholders = Object.keys(names);
  if (placeholders.length === 0) throw validationException('ExpressionAttributeNames must not be empty');
  for (const placeholder of placeholders) {
    if (!NAME.test(placeholder)) {
      throw invalid('ExpressionAttributeNames', `key: Syntax error; key: "${placeholder}"`);
    }
    if (names[placeholder] === '') {
      throw invalid('ExpressionAttributeNames', `value: Empty attribute name for key ${placeholder}`);
    }
  }
}

function acceptValues(input: Record<string, AttributeValue>): Map<string, Value> {
  const values = new Map<string, Value>();
  for (const placeholder of Object.keys(input)) {
    const value = input[placeholder];
    if (value === undefined) continue;
    if (!VALUE.test(placeholder)) {
      throw invalid('ExpressionAttributeValues', `key: Syntax error; key: "${placeholder}"`);
    }
    try {
      values.set(placeholder, acceptValue(value));
    } catch (error) {
      if (!isValidationException(error)) throw error;
      throw invalid('ExpressionAttributeValues', `value: ${error.message} for key ${placeholder}`);
    }
  }
  if (values.size === 0) throw validationException('ExpressionAttributeValues must not be empty');
  return values;
}

/** The names and values of one request, and which of them its expressions used. */
export class Placeholders {
  readonly #names: Record<string, string> | undefined;
  readonly #values: Map<string, Value> | undefined;
  readonly #used = new Set<string>();

  /**
   * @param expressions the request's expressions by the names of their fields
   * @param withValues those of them that may hold values, for what is said when none is there
   * @throws ValidationException when a name or value is malformed, or given with no expression to use it.
   */
  constructor(
    { ExpressionAttributeNames: names, ExpressionAttributeValues: values }: PlaceholderInput,
    expressions: Readonly<Partial<Record<ExpressionKind, string | undefined>>>,
    withValues: readonly ExpressionKind[],
  ) {
    if (names === undefined && values === undefined) return;
    if (values !== undefined && withValues.every((kind) => expressions[kind] === undefined)) {
      throw validationException(
        `ExpressionAttributeValues can only be specified when using expressions: ` +
          `${withValues.join(' and ')} ${withValues.length > 1 ? 'are' : 'is'} null`,
      );
    }
    if (names !== undefined && Object.values(expressions).every((text) => text === undefined)) {
      throw validationException('ExpressionAttributeNames can only be specified when using expressions');
    }
    if (names !== undefined) checkNames(names);
    this.#names = names;
    if (values !== undefined) this.#values = acceptValues(values);
  }

  #name(placeholder: string, kind: ExpressionKind): string {
    const name = this.#names?.[placeholder];
    if (name === undefined) {
      throw validationException(
        `Invalid ${kind}: An expression attribute name used in the document path is not defined; ` +
          `attribute name: ${placeholder}`,
      );
    }
    this.#used.add(placeholder);
    return name;
  }

  /** @throws ValidationException for a name that was not given. */
  path({ steps }: PathSyntax, kind: ExpressionKind): Path {
    if (!steps.some((step) => typeof step === 'string' && step.startsWith('#'))) return steps;
    return steps.map((step) =>
      typeof step === 'string' && step.startsWith('#') ? this.#name(step, kind) : step,
    );
  }

  /** @throws ValidationException for a value that was not given. */
  value({ placeholder }: ValueSyntax, kind: ExpressionKind): Value {
    const value = this.#values?.get(placeholder);
    if (value === undefined) {
      throw validationException(
        `Invalid ${kind}: An expression attribute value used in expression is not defined; ` +
          `attribute value: ${placeholder}`,
      );
    }
    this.#used.add(placeholder);
    return value;
  }

  /** @throws ValidationException when something was given that no expression used. */
  checkUsed(): void {
    const names = this.#names === undefined ? [] : Object.keys(this.#names);
    const values = this.#values?.size ?? 0;
    if (this.#used.size === names.length + values) return;
    this.#checkUsed('Names', names);
    this.#checkUsed('Values', [...(this.#values?.keys() ?? [])]);
  }

  #checkUsed(field: 'Names' | 'Values', keys: readonly string[]): void {
    const unused = keys.filter((key) => !this.#used.has(key));
    if (unused.length === 0) return;
    throw validationException(
      `Value provided in ExpressionAttribute${field} unused in expressions: keys: {${unused.join(', ')}}`,
    );
  }
}
