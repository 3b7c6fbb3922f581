import * as z from 'zod';
import { errorsOf, isUnsafe } from './routes/api-routes.ts';
import type { RouteSpec } from './routes/route-spec.ts';
import { COMPONENTS } from './components.ts';
import { ERROR_STATUS, ErrorAnswer, type ApiErrorCode } from './schemas/error-answer.ts';

type Json = Readonly<Record<string, unknown>>;

/** The OpenAPI 3.1 document of some routes. Pure: the same routes give the same document. */
export function openApiDocument(routes: Readonly<Record<string, RouteSpec>>): Json {
  const registry = z.registry<{ id?: string }>();
  for (const [id, schema] of Object.entries(COMPONENTS)) registry.add(schema, { id });
  registry.add(ErrorAnswer, { id: 'ErrorAnswer' });
  for (const [id, { answer }] of Object.entries(routes))
    if (typeof answer !== 'string' && !registry.has(answer)) registry.add(answer, { id: answerName(id) });
  const { schemas } = z.toJSONSchema(registry, {
    target: 'draft-2020-12',
    io: 'output',
    uri: (id) => `#/components/schemas/${id}`,
    override: openAnswer,
  });
  const named = Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, withoutHead(schema)]));
  const nameOf = (schema: z.ZodType) => registry.get(schema)?.id ?? '';
  const paths: Record<string, Record<string, Json>> = {};
  for (const [id, route] of Object.entries(routes)) {
    paths[route.path] = {
      ...paths[route.path],
      [route.method.toLowerCase()]: operationOf(id, route, nameOf),
    };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Understudy',
      version: '1.0.0',
      description: 'State of a service, and orders to its orchestrators. The API acts on nothing itself.',
    },
    paths,
    components: {
      schemas: named,
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: 'understudy_session' },
      },
    },
  };
}

function answerName(id: string): string {
  return `${id.slice(0, 1).toUpperCase()}${id.slice(1)}Answer`;
}

/** Readers of the document take `readOnly` for a rule of theirs; here it only keeps our own code from changing lists. */
function plain({ jsonSchema }: { jsonSchema: Record<string, unknown> }): void {
  delete jsonSchema['readOnly'];
}

/** An answer may have members that a client does not know yet. */
function openAnswer({ jsonSchema }: { jsonSchema: Record<string, unknown> }): void {
  plain({ jsonSchema });
  if (jsonSchema['additionalProperties'] === false) delete jsonSchema['additionalProperties'];
}

function withoutHead(schema: Json): Json {
  const { $schema: _schema, $id: _id, ...rest } = schema;
  return rest;
}

function inputSchema(schema: z.ZodType): Json {
  return withoutHead(z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input', override: plain }));
}

function operationOf(id: string, route: RouteSpec, nameOf: (schema: z.ZodType) => string): Json {
  const { summary, description, tag, role, body, example } = route;
  const parameters = [
    ...parametersOf(route.params, 'path', example?.params),
    ...parametersOf(route.query, 'query', example?.query),
    ...headersOf(route),
  ];
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description !== undefined && { description }),
    ...(role === 'none'
      ? { security: [] }
      : { security: [{ bearer: [] }, { session: [] }], 'x-understudy-role': role }),
    ...(parameters.length > 0 && { parameters }),
    ...(body !== undefined && {
      requestBody: {
        required: true,
        content: {
          'application/json': {
            schema: inputSchema(body),
            ...(example?.body !== undefined && { example: example.body }),
          },
        },
      },
    }),
    responses: { ...answersOf(route, nameOf), ...errorAnswersOf(route) },
  };
}

function parametersOf(
  schema: z.ZodObject | undefined,
  place: 'path' | 'query',
  examples: Readonly<Record<string, string>> = {},
): readonly Json[] {
  return Object.entries(schema?.shape ?? {}).map(([name, each]) => ({
    name,
    in: place,
    required: place === 'path' || !(each as z.ZodType).safeParse(undefined).success,
    schema: inputSchema(each as z.ZodType),
    ...(examples[name] !== undefined && { example: examples[name] }),
  }));
}

function headersOf(route: RouteSpec): readonly Json[] {
  const header = (name: string, required: boolean, description: string) => ({
    name,
    in: 'header',
    required,
    description,
    schema: { type: 'string' },
  });
  return [
    ...(route.keyed === true
      ? [header('Idempotency-Key', true, '8 to 128 letters, digits, `-` and `_`, drawn for each order.')]
      : []),
    ...(isUnsafe(route) && route.role !== 'none'
      ? [header('x-understudy-csrf', false, 'Required with the session cookie.')]
      : []),
    ...(route.answer === 'events' ? [header('Last-Event-ID', false, 'The id of the last event.')] : []),
  ];
}

const MEDIA = { text: 'text/plain', html: 'text/html', events: 'text/event-stream' } as const;

function answersOf(route: RouteSpec, nameOf: (schema: z.ZodType) => string): Json {
  const { answer, status, also = {}, summary } = route;
  const description = summary;
  const others = Object.fromEntries(
    Object.entries(also).map(([code, what]) => [code, { description: what }]),
  );
  if (answer === 'nothing') return { [status]: { description }, ...others };
  const content =
    typeof answer === 'string'
      ? { [MEDIA[answer]]: { schema: { type: 'string' } } }
      : { 'application/json': { schema: { $ref: `#/components/schemas/${nameOf(answer)}` } } };
  return { [status]: { description, content }, ...others };
}

/** Errors of one status are one answer: its description names their codes. */
function errorAnswersOf(route: RouteSpec): Json {
  const byStatus = new Map<number, ApiErrorCode[]>();
  for (const code of errorsOf(route)) {
    const status = ERROR_STATUS[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const answers = [...byStatus]
    .filter(([status]) => route.also?.[status] === undefined)
    .map(([status, codes]) => [
      String(status),
      {
        description: codes.join(', '),
        content: { 'application/json': { schema: { $ref: '#/components/schemas/ErrorAnswer' } } },
        'x-understudy-codes': codes,
      },
    ]);
  return Object.fromEntries(answers) as Json;
}
