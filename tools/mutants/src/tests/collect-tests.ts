import { expect } from 'expect';

/** Replaces `@jest/globals` in a bundle of unit tests: it collects them, so that each can be run many times, by itself. */
type Action = (...given: never[]) => unknown;
type Hook = () => unknown;

/** A file, or a `describe` in it. */
export interface TestGroup {
  readonly name: string;
  readonly outer: TestGroup | undefined;
  readonly first: Hook[];
  readonly before: Hook[];
  readonly after: Hook[];
  isReady: boolean;
}

export interface CollectedTest {
  /** `file › describe › title`, with the row's number where there are several. */
  readonly name: string;
  readonly group: TestGroup;
  readonly run: Hook;
}

const collected: CollectedTest[] = [];
let current: TestGroup = within('', undefined);

/** Loads a test file, and returns what it declares. */
export async function collectTests(
  file: string,
  load: () => Promise<unknown>,
): Promise<readonly CollectedTest[]> {
  const from = collected.length;
  current = within(file, undefined);
  await load();
  return collected.slice(from);
}

function within(name: string, outer: TestGroup | undefined): TestGroup {
  return { name, outer, first: [], before: [], after: [], isReady: false };
}

function declareGroup(name: string, declareInside: Action, ...given: unknown[]): void {
  const outer = current;
  current = within(`${outer.name} › ${name}`, outer);
  (declareInside as (...values: unknown[]) => unknown)(...given);
  current = outer;
}

function declareTest(name: string, action: Action, ...given: unknown[]): void {
  const group = current;
  const run = () => (action as (...values: unknown[]) => unknown)(...given);
  collected.push({ name: `${group.name} › ${name}`, group, run });
}

/** Once for each row of a table, as `it.each` and `describe.each` do. */
const eachOf =
  (declareOne: typeof declareTest) =>
  (rows: readonly unknown[]) =>
  (name: string, action: Action): void => {
    for (const [place, row] of rows.entries())
      declareOne(`${name} (${place + 1})`, action, ...(Array.isArray(row) ? (row as unknown[]) : [row]));
  };

const it = Object.assign((name: string, action: Action) => declareTest(name, action), {
  each: eachOf(declareTest),
});
const describe = Object.assign((name: string, action: Action) => declareGroup(name, action), {
  each: eachOf(declareGroup),
});
const beforeAll = (hook: Hook) => current.first.push(hook);
const beforeEach = (hook: Hook) => current.before.push(hook);
const afterEach = (hook: Hook) => current.after.push(hook);
/** The process is ended as a whole. */
const afterAll = (): void => {};

export { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, it as test };
