import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isUnderstudyError, systemClock, type Clock } from '@understudy/core';
import { SandboxError } from '../errors.ts';
import type { LocalCloud } from '../types.ts';
import { FaultyParty } from './faulty-party.ts';
import type { PartyState } from './party-state.ts';
import { readFaultRequest, type FaultRequest } from './read-fault-request.ts';

export interface ServedFaults {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** What a request presents as its bearer token; drawn at the start. */
  readonly token: string;
  /** Ends the server. What is broken stays broken. */
  close(): Promise<void>;
}

/** The status of each refusal; any other error is a fault of the cloud. */
const STATUS: Readonly<Record<string, number>> = {
  UND_SANDBOX_FAULT_TOKEN_WRONG: 401,
  UND_SANDBOX_FAULT_REQUEST_INVALID: 400,
  UND_SANDBOX_REGION_UNKNOWN: 404,
  UND_SANDBOX_REGION_STATE: 409,
};

/**
 * Serves what is broken in a cloud, and breaks and restores its parties, for a program that was given the token: `GET /faults`, and
 * `POST /faults` with `{party, do, ms?}`. Both answer with every party. Requests that change something are carried out in turn.
 */
export async function serveFaults(
  cloud: LocalCloud,
  { clock = systemClock() }: { readonly clock?: Clock } = {},
): Promise<ServedFaults> {
  const token = randomBytes(32).toString('base64url');
  const witness = witnessOf(cloud);
  const parties = cloud.regions.map(
    (region) =>
      new FaultyParty({
        region,
        role: region.name === witness ? 'witness' : 'data',
        hasName: () => cloud.servesNames,
        clock,
      }),
  );
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = (action: () => Promise<void>): Promise<void> => {
    const mine = last.then(action);
    last = mine.catch(() => undefined);
    return mine;
  };
  const answer = async (request: IncomingMessage): Promise<readonly PartyState[]> => {
    requireToken(request, token);
    const { method = '', url = '' } = request;
    if (url !== '/faults' || (method !== 'GET' && method !== 'POST'))
      throw new SandboxError('UND_SANDBOX_FAULT_REQUEST_INVALID', {
        what: 'There are GET /faults and POST /faults.',
      });
    if (method === 'POST') {
      const wanted = await readFaultRequest(request);
      const struck = choose(parties, wanted);
      await inTurn(async () => {
        await Promise.all(struck.map((party) => party.act(wanted.action, wanted.ms)));
      });
    }
    return parties.map((party) => party.state());
  };
  const server = createServer((request, response) => {
    answer(request)
      .then((states) => {
        send(response, 200, { parties: states });
      })
      .catch((error: unknown) => {
        sendError(response, error);
      });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    token,
    close: async () => {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
      await last;
    },
  };
}

/** @throws SandboxError `UND_SANDBOX_REGION_UNKNOWN` */
function choose(parties: readonly FaultyParty[], { party }: FaultRequest): readonly FaultyParty[] {
  const struck = parties.filter(({ name }) => party === undefined || name === party);
  if (struck.length > 0) return struck;
  throw new SandboxError('UND_SANDBOX_REGION_UNKNOWN', {
    what: `There is no such party; there are ${parties.map(({ name }) => name).join(', ')}.`,
  });
}

/** Compares digests, which takes as long whatever was presented. @throws SandboxError `UND_SANDBOX_FAULT_TOKEN_WRONG` */
function requireToken({ headers }: IncomingMessage, token: string): void {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  if (timingSafeEqual(digest(headers.authorization ?? ''), digest(`Bearer ${token}`))) return;
  throw new SandboxError('UND_SANDBOX_FAULT_TOKEN_WRONG', { what: 'The request lacks the token.' });
}

/** A cloud without a witness has no such region to ask for. */
function witnessOf(cloud: LocalCloud): string | undefined {
  try {
    return cloud.witness.name;
  } catch {
    return undefined;
  }
}

function send(response: ServerResponse, status: number, body: object): void {
  response
    .writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    .end(JSON.stringify(body));
}

function sendError(response: ServerResponse, error: unknown): void {
  const known = isUnderstudyError(error)
    ? error
    : new SandboxError('UND_SANDBOX_FAULT_FAILED', { what: 'The action failed.', cause: error });
  const { code, what, remedy } = known;
  // The rest of a body that was not asked for is not read.
  response.setHeader('connection', 'close');
  send(response, STATUS[code] ?? 500, { error: { code, what, remedy } });
}
