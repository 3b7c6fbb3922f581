import type { NotFound } from './readiness-facts.ts';

/** Whether a fact could be found out. */
export function found<T extends object>(fact: T | NotFound): fact is T {
  return !('why' in fact);
}
