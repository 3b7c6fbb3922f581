import { nearestNames } from '@understudy/command-line';
import type { z } from 'zod';
import { EVENT_SCHEMAS } from './event-schema.ts';
import { scenarioSchema } from './scenario-schema.ts';
import { shapeOf } from './shape-of.ts';

export type Path = readonly (string | number)[];

/** Something wrong in a scenario, before its place in the text is looked up. */
export interface Problem {
  readonly path: Path;
  /** Whether the key or its value is wrong. */
  readonly at: 'key' | 'value';
  readonly says: string;
}

const EVENT_NAMES = EVENT_SCHEMAS.map((schema) => schema.shape.do.value);

/** What the schema refused, in words. */
export function readProblems({ issues }: z.ZodError, input: unknown): readonly Problem[] {
  return issues.flatMap((issue) => problemsOf(issue, pathOf(issue.path), input));
}

function problemsOf(issue: z.core.$ZodIssue, path: Path, input: unknown): readonly Problem[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => unknownKey([...path, key], keysAt(path, input)));
  if (issue.code === 'invalid_union' && path.at(-1) === 'do')
    return [unknownEvent(path, valueAt(input, path))];
  if (issue.input === undefined && valueAt(input, path) === undefined)
    return [{ path, at: 'key', says: `is missing; expected ${expected(issue)}` }];
  return [{ path, at: 'value', says: `is ${shown(valueAt(input, path))}; expected ${expected(issue)}` }];
}

function unknownKey(path: Path, siblings: readonly string[]): Problem {
  const [meant] = nearestNames(String(path.at(-1)), siblings);
  const known = `one of ${siblings.join(', ')}`;
  return {
    path,
    at: 'key',
    says: `is unknown; expected ${meant === undefined ? known : `${meant} perhaps, ${known}`}`,
  };
}

function unknownEvent(path: Path, value: unknown): Problem {
  const known = `one of ${EVENT_NAMES.join(', ')}`;
  if (value === undefined) return { path, at: 'key', says: `is missing; expected ${known}` };
  const [meant] = typeof value === 'string' ? nearestNames(value, EVENT_NAMES) : [];
  return {
    path,
    at: 'value',
    says: `is ${shown(value)}; expected ${meant === undefined ? known : `${meant} perhaps, ${known}`}`,
  };
}

/** The keys that a mapping of the scenario takes. */
function keysAt(path: Path, input: unknown): readonly string[] {
  if (path[0] === 'timeline') {
    const name = valueAt(input, [...path, 'do']);
    const schema = EVENT_SCHEMAS.find((each) => each.shape.do.value === name);
    return Object.keys(schema?.shape ?? {});
  }
  if (path.length === 0) return Object.keys(scenarioSchema.shape);
  const section = scenarioSchema.shape[path[0] as keyof typeof scenarioSchema.shape] as unknown;
  return Object.keys(shapeOf(section));
}

function expected(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_value':
      return `one of ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return `${issue.inclusive === false ? 'more than' : 'at least'} ${String(issue.minimum)}${unitOf(issue.origin)}`;
    case 'too_big':
      return `at most ${String(issue.maximum)}${unitOf(issue.origin)}`;
    case 'invalid_format':
      return issue.message;
    case 'invalid_type':
      if (!issue.message.startsWith('Invalid')) return issue.message;
      return issue.expected === 'string'
        ? 'a text'
        : issue.expected === 'int'
          ? 'a whole number'
          : withArticle(issue.expected);
    default:
      return 'what docs/operate/drills.md says';
  }
}

const ARTICLES: Readonly<Record<string, string>> = {
  object: 'a mapping',
  array: 'a list',
  boolean: 'true or false',
};

function withArticle(type: string): string {
  return ARTICLES[type] ?? `a ${type}`;
}

function unitOf(origin: string): string {
  if (origin === 'string') return ' characters';
  return origin === 'array' ? ' entries' : '';
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return 'empty';
  if (Array.isArray(value)) return `a list of ${String(value.length)}`;
  return typeof value === 'object' ? 'a mapping' : JSON.stringify(value);
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (each, key) =>
      typeof each === 'object' && each !== null ? (each as Record<string, unknown>)[key] : undefined,
    value,
  );
}

function pathOf(path: readonly PropertyKey[]): Path {
  return path.map((part) => (typeof part === 'symbol' ? String(part) : part));
}
