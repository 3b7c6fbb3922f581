import { answerOps, type OpsSources } from '@understudy/telemetry';
import type { FastifyReply } from 'fastify';
import { checkStandby, checkWriter, type CheckAnswer } from '../http/check-answer.ts';
import type { ServerParts } from '../http/server-parts.ts';
import type { HandledRequest } from './handled-request.ts';

/** State that is older than this is no fresh state, in ms. */
const FRESH_MS = 10_000;

/** Checks of balancers, and what every daemon says of itself. */
export function balancerHandlers({ options, state, hub }: ServerParts) {
  const { clock, metrics, version, sources } = options;
  const send = (reply: FastifyReply, { passes, what, facts }: CheckAnswer) => {
    if (facts !== undefined)
      void reply
        .header('x-understudy-writer', facts.writer)
        .header('x-understudy-epoch', String(facts.epoch))
        .header('x-understudy-age-ms', String(facts.ageMs));
    return reply
      .code(passes ? 200 : 503)
      .header('cache-control', 'no-store')
      .type('text/plain; charset=utf-8')
      .send(`${what}\n`);
  };
  const ops: OpsSources = {
    metrics,
    status: () => ({
      service: sources.topology.service,
      version,
      instance: state.instance,
      streams: hub.streams,
      snapshotAgeMs: state.ageMs(),
      writer: state.snapshot.answers.writer,
    }),
    ready: () => {
      const ageMs = state.ageMs();
      if (ageMs !== undefined && ageMs <= FRESH_MS) return { ready: true, problems: [] };
      const { route } = state;
      const why = route.kind === 'unseen' ? route.why : 'What orchestrators share could not be read of late.';
      return { ready: false, problems: [{ problem: why }] };
    },
  };
  const answer = (path: string) => async (_request: unknown, reply: FastifyReply) => {
    const made = await answerOps(ops, 'GET', path);
    const { status = 404, headers = {}, body = '' } = made ?? {};
    return reply.code(status).headers(headers).send(body);
  };
  return {
    writer: ({ query }: HandledRequest<'writer'>, reply: FastifyReply) =>
      send(reply, checkWriter(state, query, clock.monotonicMs())),
    standby: ({ query }: HandledRequest<'standby'>, reply: FastifyReply) =>
      send(reply, checkStandby(state, query, clock.monotonicMs())),
    healthz: answer('/healthz'),
    readyz: answer('/readyz'),
    metrics: answer('/metrics'),
    status: answer('/status'),
  };
}
