import type { AnswerOf, BodyOf, ErrorAnswer, ParamsOf, QueryOf } from '@understudy/api-contract';
import { ApiFailure } from './api-failure.ts';
import { API_PATHS, type AskedRoute } from './api-paths.ts';

type Values = Readonly<Record<string, string | number | undefined>>;
type QueryFor<Id extends AskedRoute> =
  QueryOf<Id> extends undefined
    ? undefined
    : { readonly [Name in keyof QueryOf<Id>]?: string | number | undefined };

/** What a request of a route carries. */
export interface Asked<Id extends AskedRoute> {
  readonly params?: ParamsOf<Id>;
  readonly query?: QueryFor<Id>;
  readonly body?: BodyOf<Id>;
  /** Of a request that changes something: the same key again is the same request. */
  readonly key?: string;
  readonly signal?: AbortSignal;
}

/** Asks the API, with the session's cookie, and with its token against forged requests where something is changed. */
export class ApiClient {
  readonly #fetch: (url: string, init: RequestInit) => Promise<Response>;
  #csrf: string | undefined;

  constructor(fetch: (url: string, init: RequestInit) => Promise<Response>) {
    this.#fetch = fetch;
  }

  /** Of the session; every request that changes something carries it. */
  useCsrf(csrf: string | undefined): void {
    this.#csrf = csrf;
  }

  /** @throws ApiFailure */
  async ask<Id extends AskedRoute>(id: Id, asked: Asked<Id> = {}): Promise<AnswerOf<Id>> {
    const [method, path] = API_PATHS[id];
    const { params, query, body, key, signal } = asked;
    const url = filled(path, params as Values | undefined) + searchOf(query);
    const headers = {
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
      ...(method === 'GET' || this.#csrf === undefined ? {} : { 'x-understudy-csrf': this.#csrf }),
    };
    const response = await this.#send(url, {
      method,
      headers,
      cache: 'no-store',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
    return (await readAnswer(response)) as AnswerOf<Id>;
  }

  async #send(url: string, init: RequestInit): Promise<Response> {
    try {
      return await this.#fetch(url, init);
    } catch (error) {
      if (init.signal?.aborted === true) throw error;
      throw ApiFailure.silent(error);
    }
  }
}

async function readAnswer(response: Response): Promise<unknown> {
  if (response.status === 204) return undefined;
  const answer: unknown = await response.json().catch(() => undefined);
  if (response.ok && answer !== undefined) return answer;
  const refusal = (answer as Partial<ErrorAnswer> | undefined)?.error;
  throw refusal === undefined
    ? ApiFailure.unreadable(response.status)
    : ApiFailure.refused(response.status, refusal);
}

function filled(path: string, params: Values = {}): string {
  return path.replaceAll(/\{(\w+)\}/g, (_all, name: string) =>
    encodeURIComponent(String(params[name] ?? '')),
  );
}

function searchOf(query: Values = {}): string {
  const known = Object.entries(query).filter(
    (entry): entry is [string, string | number] => entry[1] !== undefined,
  );
  if (known.length === 0) return '';
  return `?${new URLSearchParams(known.map(([name, value]) => [name, String(value)])).toString()}`;
}
