import { LocalCloudState } from '@understudy/api-contract';
import { limitTime, type Clock, type TimeLimitOptions } from '@understudy/core';
import { isLoopback } from '@understudy/telemetry/is-loopback';
import * as z from 'zod';
import { ApiError } from '../errors.ts';
import type { LocalCloudDesk } from './local-cloud-desk.ts';

/** Where the local cloud takes faults, and the token that it asks for; neither is ever shown or logged. */
const LOCAL_CLOUD_VARIABLE = 'UNDERSTUDY_LOCAL_CLOUD';
const LOCAL_CLOUD_TOKEN_VARIABLE = 'UNDERSTUDY_LOCAL_CLOUD_TOKEN';

const READ_LIMIT_MS = 5_000;
/** A region that starts again is a process that starts. */
const ACT_LIMIT_MS = 60_000;

const Refusal = z.object({ error: z.object({ code: z.string(), what: z.string() }) });
/** What the local cloud refuses, as the API says it. */
const REFUSALS = {
  400: 'UND_API_REQUEST_INVALID',
  404: 'UND_API_NOT_FOUND',
  409: 'UND_API_LOCAL_CLOUD_REFUSED',
} as const;

/**
 * The local cloud that the environment names; `undefined` where it names none.
 * @throws ApiError `UND_API_OPTION_INVALID` where only half of it is there, or where it is no address of this machine
 */
export function openLocalCloud(
  env: Readonly<Record<string, string | undefined>>,
  clock: Clock,
): LocalCloudDesk | undefined {
  const { [LOCAL_CLOUD_VARIABLE]: address = '', [LOCAL_CLOUD_TOKEN_VARIABLE]: token = '' } = env;
  if (address === '' && token === '') return undefined;
  if (address === '' || token === '')
    throw invalid(`${LOCAL_CLOUD_VARIABLE} and ${LOCAL_CLOUD_TOKEN_VARIABLE} must be given together.`);
  const url = faultsOf(address);
  const headers = { authorization: `Bearer ${token}` };
  const send = (init: RequestInit, limit: Omit<TimeLimitOptions, 'clock'>) =>
    ask((signal) => fetch(url, { ...init, headers, redirect: 'error', signal }), { ...limit, clock });
  return {
    read: (signal) => send({}, { signal, limitMs: READ_LIMIT_MS }),
    act: (request) => send({ method: 'POST', body: JSON.stringify(request) }, { limitMs: ACT_LIMIT_MS }),
  };
}

function faultsOf(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol !== 'http:' || !isLoopback(url.hostname) || url.username !== '' || url.password !== '')
    throw invalid(`${LOCAL_CLOUD_VARIABLE} is no http:// address of this machine's loopback.`);
  return new URL('/faults', url).href;
}

type Send = (signal: AbortSignal) => Promise<Response>;

async function ask(send: Send, limit: TimeLimitOptions): Promise<LocalCloudState> {
  const { status, json } = await exchange(send, limit);
  if (status === 200) {
    const parsed = LocalCloudState.safeParse(json);
    if (parsed.success) return parsed.data;
    throw notRead('The local cloud answers in another form: it is of another version.');
  }
  const refusal = Refusal.safeParse(json);
  const what = refusal.success ? `${refusal.data.error.code}: ${refusal.data.error.what}` : '';
  if (status === 400 || status === 404 || status === 409) throw new ApiError(REFUSALS[status], { what });
  throw notRead(`The local cloud answered with ${String(status)}. ${what}`.trim());
}

async function exchange(send: Send, limit: TimeLimitOptions): Promise<{ status: number; json: unknown }> {
  const whole = async (signal: AbortSignal) => {
    const answer = await send(signal);
    return { status: answer.status, json: parsed(await answer.text()) };
  };
  const ended = await limitTime(whole, limit).catch((error: unknown) => {
    throw notRead('The local cloud does not answer.', error);
  });
  if (ended.met) return ended.value;
  throw notRead('The local cloud does not answer in time.');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const notRead = (what: string, cause?: unknown) => new ApiError('UND_API_NOT_READ', { what, cause });
const invalid = (what: string) => new ApiError('UND_API_OPTION_INVALID', { what });
