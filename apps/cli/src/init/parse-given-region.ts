import type { GivenRegion } from './types.ts';

/** `NAME` or `NAME=ENDPOINT`; whether both are right, the topology's own rules decide. */
export function parseGivenRegion(text: string): GivenRegion {
  const at = text.indexOf('=');
  if (at < 0) return { name: text.trim() };
  return { name: text.slice(0, at).trim(), endpoint: text.slice(at + 1).trim() };
}
