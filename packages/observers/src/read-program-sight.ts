import { request } from 'node:http';
import { request as requestTls } from 'node:https';
import type { Clock } from '@understudy/core';
import type { ProgramProblem, ProgramSight } from '@understudy/findings';
import { whyOf } from './classify-look-error.ts';

export interface ProgramSightOptions {
  /** The program's name, for people. */
  readonly name: string;
  /** Its `/readyz`. */
  readonly url: string;
  readonly clock: Clock;
}

/** A longer answer is none of ours, in bytes. */
const LONGEST_ANSWER = 1_000_000;

/**
 * What a gateway or a replicator says of itself now, by a connection opened for this look. A program that is not ready has
 * answered. Never throws.
 * @param signal its abort ends the look, and the program was silent
 */
export async function readProgramSight(
  { name, url, clock }: ProgramSightOptions,
  signal: AbortSignal,
): Promise<ProgramSight> {
  const facts = { name, url, atMs: clock.wallMs() };
  try {
    return { ...facts, kind: 'answers', ...readinessOf(await getText(url, signal)) };
  } catch (error) {
    return { ...facts, kind: 'silent', why: whyOf(signal.aborted ? signal.reason : error) };
  }
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

function getText(url: string, signal: AbortSignal): Promise<Answer> {
  const send = url.startsWith('https:') ? requestTls : request;
  return new Promise((resolve, reject) => {
    const sent = send(url, { agent: false, signal }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (part: string) => {
        text += part;
        if (text.length > LONGEST_ANSWER) sent.destroy(new Error('its answer is too long'));
      });
      answer.on('error', reject);
      answer.on('end', () => {
        resolve({ status: answer.statusCode ?? 0, text });
      });
    });
    sent.on('error', reject);
    sent.end();
  });
}

/** @throws Error where the answer is not one of `/readyz` */
function readinessOf({
  status,
  text,
}: Answer): Pick<ProgramSight & { kind: 'answers' }, 'ready' | 'problems'> {
  if (status !== 200 && status !== 503) throw new Error(`it answered ${status}`);
  const { ready, problems = [] } = parseObject(text);
  if (typeof ready !== 'boolean' || !Array.isArray(problems)) {
    throw new Error('its answer does not say whether it is ready');
  }
  return { ready, problems: (problems as readonly unknown[]).map(problemOf) };
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(text)) as Record<string, unknown>;
  } catch {
    throw new Error('its answer is no JSON');
  }
}

function problemOf(given: unknown): ProgramProblem {
  const { problem, code, remedy, region } = Object(given) as Record<string, unknown>;
  return {
    problem: typeof problem === 'string' ? problem : 'It names no problem.',
    ...(typeof code === 'string' && { code }),
    ...(typeof remedy === 'string' && { remedy }),
    ...(typeof region === 'string' && { region }),
  };
}
