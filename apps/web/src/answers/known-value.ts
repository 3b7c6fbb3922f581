import type { Part } from '@understudy/api-contract';

/** What is known of a part, also where it is only what it was before. */
export function knownValue<Value>(part: Part<Value>): Value | undefined {
  return part.known ? part.value : part.last?.value;
}
