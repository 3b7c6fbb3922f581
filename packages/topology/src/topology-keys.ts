import * as z from 'zod';
import type { Path } from './place-problem.ts';
import { topologySchema } from './topology-schema.ts';

/** One key of `understudy.yaml`, as the schema has it. */
export interface KeyDescription {
  /** `regions.data[].name`: `[]` for every element of a list. */
  readonly path: string;
  /** What it takes, as the end of a sentence: "a whole number from 1 to 1000". */
  readonly takes: string;
  /** The keys beneath it, where it is a mapping. */
  readonly keys: readonly string[];
  /** Whether the file must have it, wherever it has the mapping around it. */
  readonly required: boolean;
  /** Where one value stands for the absent key. */
  readonly default?: string | number | boolean;
  readonly about: string;
}

/** The parts of a JSON Schema that the topology's has. */
export interface JsonSchema {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly description?: string;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
}

/** The JSON Schema (2020-12) of `understudy.yaml`, for editors: shape and ranges, without relations between values. */
export function topologyJsonSchema(): JsonSchema & Readonly<Record<string, unknown>> {
  const schema = z.toJSONSchema(topologySchema, { io: 'input' }) as JsonSchema & Record<string, unknown>;
  return { ...schema, title: 'understudy.yaml' };
}

/** Every key of the file, in the order of the schema; mappings and lists before what is in them. */
export function topologyKeys(): readonly KeyDescription[] {
  described ??= [...describe(topologyJsonSchema(), '', true)];
  return described;
}

/** Made when first asked for: a file that is right needs none of it, one that is wrong may need it for every line. */
let described: readonly KeyDescription[] | undefined;

/** The description of the key at `path`, or of the whole file at the empty path. */
export function keyAt(path: Path): KeyDescription | undefined {
  const wanted = path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[]` : join(text, part)),
    '',
  );
  return topologyKeys().find(({ path: known }) => known === wanted);
}

function* describe(schema: JsonSchema, path: string, required: boolean): Generator<KeyDescription> {
  const properties = Object.entries(schema.properties ?? {});
  const whole = schema.default;
  yield {
    path,
    takes: takes(schema),
    keys: properties.map(([key]) => key),
    required,
    about: schema.description ?? '',
    ...(typeof whole === 'string' || typeof whole === 'number' || typeof whole === 'boolean'
      ? { default: whole }
      : {}),
  };
  for (const [key, inner] of properties)
    yield* describe(inner, join(path, key), schema.required?.includes(key) === true);
  if (schema.items !== undefined) yield* describe(schema.items, `${path}[]`, false);
}

function takes({ type, enum: choices, minimum, maximum, properties }: JsonSchema): string {
  if (choices !== undefined) return `one of ${choices.join(', ')}`;
  if (type === 'integer') return `a whole number from ${String(minimum)} to ${String(maximum)}`;
  if (type === 'number') return `a number from ${String(minimum)} to ${String(maximum)}`;
  if (type === 'boolean') return 'true or false';
  if (type === 'array') return 'a list';
  if (type === 'object') return `a mapping of ${Object.keys(properties ?? {}).join(', ')}`;
  return 'a text';
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}
