import type { LinodeCloud } from '../linode/types.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** The JSON of the answer, or its text where it is none. */
  readonly body: unknown;
}

/** One call of a local Linode API, with its token unless the headers say otherwise. */
export async function callApi(
  { endpoint, token }: LinodeCloud,
  method: string,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const answer = await fetch(`${endpoint}${path}`, {
    method,
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  let parsed: unknown = text;
  try {
    parsed = JSON.parse(text);
  } catch {
    // HTML, as from a proxy in front of the API.
  }
  return { status: answer.status, headers: answer.headers, body: parsed };
}
