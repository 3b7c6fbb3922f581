/** Why a call of the Linode API failed, without anything of the request: that carries the token and passwords. */
export interface Failure {
  /** Absent where no answer came. */
  readonly status: number | undefined;
  /** Linode's own words, or the network's. */
  readonly reason: string;
  /** Whether the API refused it before it did anything, and may take it later. */
  readonly again: boolean;
  /** Whether it may have been carried out. */
  readonly unclear: boolean;
  /** How long the API asks to wait. */
  readonly waitMs: number | undefined;
}

const NETWORK_SAYS = 120;

/**
 * What a rejection of @linode/api-v4 means. It rejects with its validation's list of reasons, or with axios's errors,
 * whose body is JSON or the HTML of a proxy in front of the API.
 * @param wallMs the time now, in milliseconds since 1970
 */
export function judgeFailure(error: unknown, wallMs: number): Failure {
  const reasons = reasonsOf(error);
  const response = property(error, 'response');
  const status = property(response, 'status');
  if (typeof status !== 'number') {
    // Its own validation refused the call: nothing was sent.
    if (Array.isArray(error))
      return { status: 400, reason: reasons, again: false, unclear: false, waitMs: undefined };
    const code = property(error, 'code');
    const reason = reasons !== '' ? reasons : typeof code === 'string' ? code : 'no answer';
    const never = typeof code === 'string' && /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN)$/.test(code);
    return { status: undefined, reason, again: never, unclear: !never, waitMs: undefined };
  }
  const headers = property(response, 'headers');
  const html = typeof property(response, 'data') === 'string';
  const again =
    status === 429 ||
    status === 408 ||
    (status === 400 && (html || /\bLinode busy\b/i.test(reasons))) ||
    (status === 503 && property(headers, 'x-maintenance-mode') === undefined);
  return {
    status,
    reason: reasons !== '' ? reasons : `status ${status}`,
    again,
    unclear: status >= 500 && status !== 503,
    waitMs: again ? readWait(headers, wallMs) : undefined,
  };
}

function reasonsOf(error: unknown): string {
  const body = property(property(error, 'response'), 'data');
  const list = Array.isArray(error) ? (error as unknown[]) : property(body, 'errors');
  if (Array.isArray(list)) {
    return list
      .map((each: unknown) => {
        const [reason, field] = [property(each, 'reason'), property(each, 'field')];
        return typeof field === 'string' ? `${field}: ${String(reason)}` : String(reason);
      })
      .join('; ');
  }
  if (typeof body === 'string')
    return (/<title>([^<]*)<\/title>/i.exec(body)?.[1] ?? '').slice(0, NETWORK_SAYS);
  return '';
}

/** `Retry-After` in seconds, else `X-Ratelimit-Reset` as seconds since 1970. */
function readWait(headers: unknown, wallMs: number): number | undefined {
  const after = Number(property(headers, 'retry-after'));
  if (Number.isFinite(after) && after >= 0) return after * 1000;
  return readReset(headers, wallMs);
}

/** How long until the window of a rate limit ends. */
export function readReset(headers: unknown, wallMs: number): number | undefined {
  const reset = Number(property(headers, 'x-ratelimit-reset'));
  return Number.isFinite(reset) && reset > 0 ? Math.max(0, reset * 1000 - wallMs) : undefined;
}

export function property(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}
