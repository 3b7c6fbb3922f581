const MOST_SHOWN = 60;

/**
 * A value as a message may show it. Whatever might hold a credential (a text with an `@`, a URL with a query)
 * is left out, and mappings and lists are only named, without their contents.
 */
export function showValue(value: unknown): string {
  if (value === undefined || value === null) return 'empty';
  if (typeof value === 'string') {
    if (mayHoldSecret(value)) return `a text of ${value.length} characters (not shown, it may hold a secret)`;
    return JSON.stringify(value.length > MOST_SHOWN ? `${value.slice(0, MOST_SHOWN)}…` : value);
  }
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint')
    return String(value);
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return 'a mapping';
}

/** A key as a path shows it: plain where it is a plain word. */
export function showKey(key: string): string {
  if (mayHoldSecret(key)) return '(a key that may hold a secret)';
  return /^[\w:-]{1,60}$/.test(key) ? key : showValue(key);
}

function mayHoldSecret(text: string): boolean {
  return text.includes('@') || (text.includes('://') && /[?#]/.test(text));
}
