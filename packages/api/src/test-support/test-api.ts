import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '@understudy/api-contract';
import { systemClock, systemRandomness } from '@understudy/core';
import { RecordingTelemetry } from '@understudy/core/testing';
import { TokenStore } from '../access/token-store.ts';
import { startApi, type StartedApi } from '../http/start-api.ts';
import type { ApiLimits, ApiOptions } from '../options.ts';
import { TestService } from './test-service.ts';

export interface AskOptions {
  readonly token?: string | undefined;
  readonly method?: string;
  readonly body?: unknown;
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answered {
  readonly status: number;
  readonly json: unknown;
  readonly text: string;
  readonly headers: Headers;
}

/** An API on a free port, with a token of each role, and a service in memory whose orchestrators live. */
export class TestApi {
  readonly service = new TestService();
  readonly telemetry = new RecordingTelemetry();
  readonly folder = mkdtempSync(join(tmpdir(), 'understudy-api-'));
  readonly file = join(this.folder, 'api-tokens.json');
  readonly store = new TokenStore(this.file);
  readonly tokens: Readonly<Record<Role, string>>;
  readonly #limits: Partial<ApiLimits>;
  readonly #more: Partial<ApiOptions>;
  readonly #stopping = new AbortController();
  #beating: Promise<void> | undefined;
  #started: StartedApi | undefined;

  constructor(limits: Partial<ApiLimits> = {}, more: Partial<ApiOptions> = {}) {
    this.#limits = { everyMs: 40, wrongTokens: 1_000_000, requests: 1_000_000, ...limits };
    this.#more = more;
    const create = (role: Role) => this.store.create({ name: `the-${role}`, role, createdMs: 0 }).token;
    this.tokens = { viewer: create('viewer'), operator: create('operator'), admin: create('admin') };
  }

  get address(): string {
    return this.#started?.address ?? '';
  }

  async start(): Promise<void> {
    await this.service.beat();
    this.#beating ??= this.#beat();
    this.#started = await startApi({
      sources: this.service.sources(),
      host: '127.0.0.1',
      port: 0,
      tokens: this.file,
      version: '1.0.0',
      clock: systemClock(),
      randomness: systemRandomness,
      telemetry: this.telemetry,
      metrics: () => 'understudy_up 1\n',
      limits: this.#limits,
      ...this.#more,
    });
  }

  /** Stops the API alone; the service goes on. */
  async stop(): Promise<void> {
    await this.#started?.close();
  }

  async close(): Promise<void> {
    await this.stop();
    this.#stopping.abort(new Error('The test ends.'));
    await this.#beating;
    rmSync(this.folder, { recursive: true });
  }

  async ask(
    path: string,
    { token, method = 'GET', body, text, headers = {} }: AskOptions = {},
  ): Promise<Answered> {
    const sent = text ?? (body === undefined ? undefined : JSON.stringify(body));
    const answer = await fetch(`${this.address}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(sent !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(sent !== undefined && { body: sent }),
    });
    const answered = await answer.text();
    const isJson = (answer.headers.get('content-type') ?? '').includes('json');
    const json: unknown = isJson && answered !== '' ? JSON.parse(answered) : undefined;
    return { status: answer.status, json, text: answered, headers: answer.headers };
  }

  /** An order of the operator with a key that is drawn for it. */
  order(
    path: string,
    body?: unknown,
    { key = crypto.randomUUID(), method = 'POST' } = {},
  ): Promise<Answered> {
    return this.ask(path, { token: this.tokens.operator, method, body, headers: { 'idempotency-key': key } });
  }

  async #beat(): Promise<void> {
    const clock = systemClock();
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      await this.service.beat();
      await clock.sleep(200, signal).catch(() => undefined);
    }
  }
}
