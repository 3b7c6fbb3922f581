import { headerOf } from './header-of.ts';
import type { Answer, UpstreamAnswer } from './types.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A clock counts as wrong from this skew on, where a region refused a signature; AWS allows five minutes. */
const SKEW_MS = 240_000;
const SKEW_NAMES: ReadonlySet<string> = new Set([
  'InvalidSignatureException',
  'SignatureDoesNotMatch',
  'RequestExpired',
  'RequestTimeTooSkewed',
  'RequestInTheFuture',
  'AuthFailure',
]);

/**
 * An error that a region answered, in the form of the SDK's errors: `name`, `message`, `$metadata`, and DynamoDB's own
 * members. The engine removes from `Item`, `CancellationReasons` and `message` what the caller must not see.
 */
export class RegionError extends Error {
  readonly $metadata: {
    readonly httpStatusCode: number;
    readonly requestId: string | undefined;
    readonly clockSkewCorrected: boolean;
  };
  /** How far the region's clock is ahead, where it refused the signature for it. */
  readonly skewMs: number | undefined;
  readonly Item?: unknown;
  readonly CancellationReasons?: unknown;
  readonly #answer: UpstreamAnswer;
  readonly #body: Fields;
  readonly #said: string;

  /** @param nowMs wall time, from which the clock skew is computed */
  constructor(answer: UpstreamAnswer, nowMs: number) {
    const body = fieldsOf(answer.body);
    const said = textOf(body['message']) ?? textOf(body['Message']) ?? '';
    super(said);
    this.#answer = answer;
    this.#body = body;
    this.#said = said;
    this.name = nameOf(textOf(body['__type'])) ?? 'Unknown';
    if (body['Item'] !== undefined) this.Item = body['Item'];
    if (body['CancellationReasons'] !== undefined) this.CancellationReasons = body['CancellationReasons'];
    this.skewMs = SKEW_NAMES.has(this.name) ? skewOf(answer, nowMs) : undefined;
    this.$metadata = {
      httpStatusCode: answer.status,
      requestId: headerOf(answer, 'x-amzn-requestid'),
      clockSkewCorrected: this.skewMs !== undefined,
    };
  }

  /** The error as bytes: the original ones where the engine changed nothing. */
  toAnswer(): Answer {
    const { status, body, headers } = this.#answer;
    const common = {
      status,
      requestId: this.$metadata.requestId,
      contentType: headerOf({ headers }, 'content-type'),
    };
    const { Item: item, CancellationReasons: reasons } = this.#body;
    if (this.Item === item && this.CancellationReasons === reasons && this.message === this.#said) {
      return { ...common, body, crc32: headerOf({ headers }, 'x-amz-crc32') };
    }
    const changed: Record<string, unknown> = {};
    for (const [member, value] of Object.entries(this.#body)) {
      if (member === 'Item') {
        if (this.Item !== undefined) changed['Item'] = this.Item;
      } else if (member === 'CancellationReasons') changed[member] = this.CancellationReasons;
      else changed[member] = member === 'message' || member === 'Message' ? this.message : value;
    }
    return { ...common, body: Buffer.from(JSON.stringify(changed)) };
  }
}

/** The name without its namespace, as in `com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException`. */
function nameOf(type: string | undefined): string | undefined {
  const name = type?.slice(type.lastIndexOf('#') + 1).split(':')[0];
  return name === '' ? undefined : name;
}

function skewOf(answer: UpstreamAnswer, nowMs: number): number | undefined {
  const theirs = Date.parse(headerOf(answer, 'date') ?? '');
  const ms = theirs - nowMs;
  return Math.abs(ms) > SKEW_MS ? ms : undefined;
}

function fieldsOf(body: Buffer): Fields {
  try {
    const parsed: unknown = JSON.parse(body.toString('utf8'));
    return typeof parsed === 'object' && parsed !== null ? (parsed as Fields) : {};
  } catch {
    return {};
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
