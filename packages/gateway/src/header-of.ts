import type { UpstreamAnswer } from './types.ts';

/** A header's value; the first of several. */
export function headerOf({ headers }: Pick<UpstreamAnswer, 'headers'>, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}
