import fastify, { type FastifyInstance } from 'fastify';
import type { Store } from './store.ts';

const STATUS = { placed: 201, 'there already': 200, taken: 409, 'out of stock': 409 } as const;
const REFUSALS = {
  taken: 'Another order has this number.',
  'out of stock': 'There are not that many pieces of it.',
} as const;

/** What a client sends; fastify refuses everything else with 400 and a sentence. */
const WANTED = {
  type: 'object',
  required: ['product', 'pieces'],
  properties: {
    product: { type: 'string', minLength: 1 },
    pieces: { type: 'integer', minimum: 1, maximum: 100 },
  },
} as const;

interface PlaceRoute {
  readonly Params: { readonly id: string };
  readonly Body: { readonly product: string; readonly pieces: number };
}

/** The order desk's API on a store. `server` is what `X-Server` says. */
export function buildApp(store: Store, server: string): FastifyInstance {
  const app = fastify({
    // Idle connections are HAProxy's to close: a server that hangs up first may do so on a request.
    keepAliveTimeout: 75_000,
    forceCloseConnections: 'idle',
    ajv: { customOptions: { coerceTypes: false } },
  });

  app.addHook('onSend', async (_request, reply) => {
    reply.header('x-server', server);
  });
  app.get('/api/products', async () => ({ products: await store.products() }));
  app.get<PlaceRoute>('/api/orders/:id', async ({ params }, reply) => {
    const order = await store.order(params.id);
    return order ?? reply.code(404).send({ error: 'There is no such order.' });
  });
  app.put<PlaceRoute>('/api/orders/:id', { schema: { body: WANTED } }, async ({ params, body }, reply) => {
    const { product, pieces } = body;
    const placed = await store.place({ id: params.id, product, pieces });
    const answer = 'order' in placed ? placed.order : { error: REFUSALS[placed.outcome] };
    return reply.code(STATUS[placed.outcome]).send(answer);
  });
  // For the server, not for the region behind it: with `reads: any` the tables are read wherever they can be.
  app.get('/api/health', async (_request, reply) => {
    const problem = await store.order('health-check').then(
      () => undefined,
      (error: unknown) => `The tables can't be read: ${error instanceof Error ? error.name : 'unknown'}`,
    );
    return problem === undefined ? { ok: true } : reply.code(503).send({ ok: false, problem });
  });
  return app;
}
