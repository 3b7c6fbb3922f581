import type { OutgoingHttpHeaders } from 'node:http';
import type { FastifyReply } from 'fastify';
import type { EventHub } from '../stream/event-hub.ts';

export interface StreamOptions {
  readonly hub: EventHub;
  readonly lastEventId: string | undefined;
  /** Asked at each event: a token that was revoked ends the stream. */
  readonly mayListen: () => boolean;
}

/** A reader that takes nothing for so long is cut: it goes on behind the last event that it has. */
const MOST_WAITING_BYTES = 16_000_000;

/** Turns an answer into a stream of events, until either side ends it. */
export async function streamEvents(
  reply: FastifyReply,
  { hub, lastEventId, mayListen }: StreamOptions,
): Promise<void> {
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, {
    ...(reply.getHeaders() as OutgoingHttpHeaders),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    // Proxies that collect answers would hold events back.
    'x-accel-buffering': 'no',
    connection: 'keep-alive',
  });
  raw.write('retry: 1000\n\n');
  const end = await hub.open(lastEventId, (text) => {
    if (raw.destroyed || raw.writableEnded) return false;
    if (!mayListen() || raw.writableLength > MOST_WAITING_BYTES) {
      raw.destroy();
      return false;
    }
    raw.write(text);
    return true;
  });
  if (raw.destroyed) end();
  else raw.once('close', end);
}
