import type { IncomingMessage } from 'node:http';
import { SandboxError } from '../errors.ts';
import { PARTY_ACTIONS, type PartyAction } from './party-state.ts';

/** What to do to which party; `restore` without one restores all. */
export interface FaultRequest {
  readonly party: string | undefined;
  readonly action: PartyAction;
  readonly ms: number;
}

const MOST_BYTES = 4_096;
const MOST_MS = 60_000;
const USUAL_MS = 500;

/** @throws SandboxError `UND_SANDBOX_FAULT_REQUEST_INVALID` */
export async function readFaultRequest(request: IncomingMessage): Promise<FaultRequest> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    // Read to its end, since an error in between would take the connection with it, and the answer.
    if (size <= MOST_BYTES) chunks.push(chunk as Buffer);
  }
  if (size > MOST_BYTES) throw invalid(`The body has more than ${String(MOST_BYTES)} bytes.`);
  return parseFaultRequest(Buffer.concat(chunks).toString('utf8'));
}

/** @throws SandboxError `UND_SANDBOX_FAULT_REQUEST_INVALID` */
export function parseFaultRequest(text: string): FaultRequest {
  const body = parseObject(text);
  const more = Object.keys(body).find((name) => !['party', 'do', 'ms'].includes(name));
  if (more !== undefined) throw invalid(`"${more.slice(0, 40)}" is no member of a request.`);
  const action = PARTY_ACTIONS.find((each) => each === body['do']);
  if (action === undefined) throw invalid(`do is none of ${PARTY_ACTIONS.join(', ')}.`);
  const { party, ms = USUAL_MS } = body;
  if (party !== undefined && typeof party !== 'string') throw invalid('party is no name of a region.');
  if (party === undefined && action !== 'restore')
    throw invalid(`${action} needs the party that it strikes.`);
  if (typeof ms !== 'number' || !Number.isSafeInteger(ms) || ms < 1 || ms > MOST_MS)
    throw invalid(`ms is no whole number from 1 to ${String(MOST_MS)}.`);
  return { party, action, ms };
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // Said below, as of any other value.
  }
  throw invalid('The body is no JSON object.');
}

function invalid(what: string): SandboxError {
  return new SandboxError('UND_SANDBOX_FAULT_REQUEST_INVALID', { what });
}
