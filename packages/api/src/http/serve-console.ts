import type { FastifyInstance } from 'fastify';
import { ApiError } from '../errors.ts';
import { loadConsole, NO_CONSOLE } from './load-console.ts';
import { DOCUMENT_STYLE } from './document-page.ts';

/** Serves the built console: its files, and its page for every other path that a browser asks for. */
export function serveConsole(server: FastifyInstance, folder: string | undefined): void {
  const files = loadConsole(folder);
  const index = files.get('/index.html');
  server.get('/docs/style.css', async (_request, reply) =>
    reply.type('text/css; charset=utf-8').header('cache-control', 'no-cache').send(DOCUMENT_STYLE),
  );
  server.setNotFoundHandler(async (request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '/';
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    const isPage =
      isRead && !path.startsWith('/api/') && (request.headers.accept ?? '').includes('text/html');
    const file = isRead ? files.get(path) : undefined;
    if (file === undefined && isPage && index === undefined)
      return reply
        .code(path === '/' ? 200 : 404)
        .type('text/html; charset=utf-8')
        .send(NO_CONSOLE);
    const served = file ?? (isPage ? index : undefined);
    if (served === undefined)
      throw new ApiError('UND_API_NOT_FOUND', {
        what: `There is no ${request.method} ${path.slice(0, 200)}.`,
      });
    void reply
      .header('etag', served.tag)
      .header('cache-control', served.isImmutable ? 'public, max-age=31536000, immutable' : 'no-cache');
    if (request.headers['if-none-match'] === served.tag) return reply.code(304).send();
    return reply.code(200).type(served.type).send(served.body);
  });
}
