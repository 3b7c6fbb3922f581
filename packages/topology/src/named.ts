import * as z from 'zod';
import type { NameRule } from './name-rule.ts';
import type { TopologyProblemCode } from './errors.ts';

/** What a rule of ours says of a value that breaks it; carried through zod's issues. */
export interface RuleBroken {
  readonly code: TopologyProblemCode;
  readonly expected: string;
}

/** A text under a rule with its own code. */
export function named({ code, expected, pattern }: NameRule) {
  return z
    .string()
    .refine((text) => pattern.test(text), { params: { code, expected } })
    .meta({ pattern: pattern.source });
}

/** A list of texts, each under the rule and none twice; it is the list that is reported. */
export function namedList({ code, expected, pattern }: NameRule) {
  return z.array(z.string()).refine((texts) => isListOf(texts, pattern), { params: { code, expected } });
}

function isListOf(texts: readonly string[], pattern: RegExp): boolean {
  return texts.every((text) => pattern.test(text)) && new Set(texts).size === texts.length;
}
