import { NO_DEADLINE } from '@understudy/core';
import { FENCE_TABLE } from '@understudy/links';
import { classifyError } from './classify-error.ts';
import type { EngineContext } from './engine-context.ts';
import { sendAttempt } from './send-attempt.ts';
import type { EngineRequest } from './types.ts';

/** How many server errors a request may be answered in a region before the question is asked whose fault they are. */
const JUDGED_FROM = 3;

/**
 * The server errors (status 500) that one request was answered in one region. DynamoDB answers them when it is in trouble, and
 * for a request that it cannot cope with; only the first is evidence against the region (decision 0021).
 */
export class ServerErrors {
  readonly #engine: EngineContext;
  readonly #request: EngineRequest;
  #region = '';
  #count = 0;
  #answersBefore = 0;

  constructor(engine: EngineContext, request: EngineRequest) {
    this.#engine = engine;
    this.#request = request;
  }

  /**
   * Judges one more of them. `again`: not decided, so the request is sent again, and the region is not blamed; `request`: the
   * region answered other requests since the first, so this one is at fault; `region`: it answers nothing.
   */
  async judge(region: string): Promise<'again' | 'request' | 'region'> {
    const { watch } = this.#engine;
    if (region !== this.#region) {
      this.#region = region;
      this.#count = 0;
      this.#answersBefore = watch.answers(region);
    }
    this.#count += 1;
    if (this.#count < JUDGED_FROM) return 'again';
    const answersOthers = watch.answers(region) > this.#answersBefore || (await this.#isAnswered(region));
    return answersOthers ? 'request' : 'region';
  }

  /** Without other requests, one is made: a small read of a table that each region has. A refusal is an answer. */
  async #isAnswered(region: string): Promise<boolean> {
    const { settings } = this.#engine;
    const probe = {
      operation: 'GetItem',
      input: { TableName: FENCE_TABLE, Key: { service: { S: settings.service } } },
    };
    const options = {
      region,
      permit: undefined,
      sendBy: NO_DEADLINE,
      limitMs: settings.limits.attemptTimeoutMs,
      signal: this.#request.signal,
      stripStamps: (raw: object) => raw,
    };
    try {
      await sendAttempt(this.#engine, options, (attempt) => this.#request.wire.send(probe, attempt));
      return true;
    } catch (error) {
      this.#request.signal?.throwIfAborted();
      return classifyError(error).class !== 'regional';
    }
  }
}
