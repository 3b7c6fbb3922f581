/** A word or phrase that messages, comments and documents avoid. */
export interface BannedWord {
  readonly pattern: RegExp;
  /** What to write instead. */
  readonly better: string;
}

/**
 * Phrases that hide who does what, and private names for what the field has a term for. Messages, comments and documents say
 * what happens in the present tense, name the actor, and use the words of docs/reference/glossary.md.
 */
export const BANNED_WORDS: readonly BannedWord[] = [
  {
    pattern: /\b(?:is|are|was|were|be) to be\b/gi,
    better: 'must be, or the active voice: "the mover writes …"',
  },
  { pattern: /\b(?:is|are|was|were|be|been|being) told\b/gi, better: 'reports, passes, receives, announces' },
  { pattern: /\b(?:stands|stood)\b(?! for\b|-)/gi, better: 'is, remains, is stored, is in' },
  { pattern: /\bthere is none\b/gi, better: 'there is no …, does not exist, absent' },
  { pattern: /\bnone that\b/gi, better: 'not one that, no … that' },
  {
    pattern: /\b(?:nobody|somebody|anybody|whoever|whomever)\b/gi,
    better: 'the actor: caller, mover, worker, process, person',
  },
  { pattern: /\bof (?:its|their|her|his|my|our) own\b/gi, better: 'its own …, separate' },
  { pattern: /\banew\b/gi, better: 'again' },
  { pattern: /\bsurely\b/gi, better: 'certainly, definitely; or the reason' },
  { pattern: /\b(?:come|comes|came|coming) to (?:its|their|an) end\b/gi, better: 'end, finish, complete' },
  { pattern: /\bput away\b/gi, better: 'close, stop, shut down' },
  { pattern: /\bonce more\b/gi, better: 'again' },
  { pattern: /\bhouses?\b/gi, better: 'architecture' },
  { pattern: /\brooms?\b/gi, better: 'package, module, folder; space, capacity' },
  { pattern: /\bdoors?\b/gi, better: 'import rule, entry point' },
  { pattern: /\bfloors?\b/gi, better: 'layer; lower limit, minimum' },
  {
    pattern: /\b(?:goes|go|going|went|sent|send|sends|brings?|brought|come|comes) (?:\w+ )?home\b/gi,
    better: 'write back to the source, return, reconcile',
  },
  { pattern: /\b(?:bury|buries|buried|burying)\b/gi, better: 'delete below a tombstone' },
  { pattern: /\b(?:tend|tends|tended|tending|tender)\b/gi, better: 'reconcile, maintain' },
  { pattern: /\bcalm\b/gi, better: 'idle' },
  { pattern: /\b[Ee]cho(?:es|ed)?\b(?! ["'$A-Z-])/g, better: 'replicated copy' },
  { pattern: /\bpoison(?:ed|ous|s)?\b/gi, better: 'invalid record' },
  { pattern: /\bhind(?:er|ers|ered|rance|rances)\b/gi, better: 'block, abort reason' },
  { pattern: /\bslip of the pen\b/gi, better: 'typo' },
];
