import type { AuditEntry, Intent } from '@understudy/findings';

/** The intent that a reason names: movers keep it as `… (NAME, intent ID)`. */
export function intentIdOf(reason: string): string | undefined {
  return /\bintent ([^\s)]+)\)/.exec(reason)?.[1];
}

/** The intent that an entry of a person's command keeps; `undefined` for every other entry. */
export function intentOf({ kind, data }: AuditEntry): Intent | undefined {
  const intent = kind === 'intent' ? data?.['intent'] : undefined;
  return typeof intent === 'object' && intent !== null && 'id' in intent && 'action' in intent
    ? (intent as Intent)
    : undefined;
}
