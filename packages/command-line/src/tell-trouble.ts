/** Trouble of the surroundings, and not of the program: no stack helps with it. */
export interface Trouble {
  /** `credentials`: AWS knows of none; `unreachable`: somebody did not answer, or has no address. */
  readonly kind: 'credentials' | 'unreachable';
  /** One sentence, with what the network or the SDK said. */
  readonly what: string;
}

const UNREACHABLE: readonly string[] = [
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
];

/** What `error` says of missing credentials or of the network, by its name and code; `undefined` of any other. */
export function tellTrouble(error: unknown): Trouble | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code } = error as { readonly code?: unknown };
  if (error.name === 'CredentialsProviderError') {
    return { kind: 'credentials', what: `There are no AWS credentials: ${sentenceOf(error)}` };
  }
  const isNetwork = typeof code === 'string' && UNREACHABLE.includes(code);
  if (!isNetwork && error.name !== 'TimeoutError') return undefined;
  return { kind: 'unreachable', what: `A region did not answer: ${sentenceOf(error)}` };
}

/** Its message on one line. A host of several addresses fails with an error of each, and none of its own. */
function sentenceOf(error: Error): string {
  const parts = error instanceof AggregateError ? (error.errors as readonly unknown[]) : [];
  const said = [error.message, ...parts.map((part) => (part instanceof Error ? part.message : String(part)))];
  const text =
    said.find((line) => line.trim() !== '') ?? (error as { readonly code?: string }).code ?? error.name;
  return `${text.replace(/\s+/g, ' ').trim().replace(/\.$/, '')}.`;
}
