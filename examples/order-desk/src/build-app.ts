import fastify, { type FastifyInstance } from 'fastify';
import type { Store } from './store.ts';

const STATUS = { placed: 201, 'there already': 200, taken: 409, 'out of stock': 409 } as const;
const REFUSALS = {
  taken: 'Another order has this number.',
  'out of stock': 'Not enough pieces in stock.',
} as const;

/** The body of an order; fastify refuses anything else with 400 and a message. */
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

/** The order desk's API on a store. `server` is the value of `X-Server`. */
export function buildApp(store: Store, server: string): FastifyInstance {
  const app = fastify({
    // HAProxy closes idle connections: a server that closed first could close one that a request is using.
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
    return order ?? reply.code(404).send({ error: 'No such order.' });
  });
  app.put<PlaceRoute>('/api/orders/:id', { schema: { body: WANTED } }, async ({ params, body }, reply) => {
    const { product, pieces } = body;
    const placed = await store.place({ id: params.id, product, pieces });
    const answer = 'order' in placed ? placed.order : { error: REFUSALS[placed.outcome] };
    return reply.code(STATUS[placed.outcome]).send(answer);
  });
  // Checks the server, not its region: with `reads: any` the tables are read in the region that answers.
  app.get('/api/health', async (_request, reply) => {
    const problem = await store.order('health-check').then(
      () => undefined,
      (error: unknown) => `The tables cannot be read: ${error instanceof Error ? error.name : 'unknown'}`,
    );
    return problem === undefined ? { ok: true } : reply.code(503).send({ ok: false, problem });
  });
  return app;
}
