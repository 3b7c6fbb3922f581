import { describe, expect, it } from '@jest/globals';
import type * as z from 'zod';
import { API_ROUTES, errorsOf, ERROR_STATUS, openApiDocument, type RouteSpec } from './index.ts';

const routes: readonly (readonly [string, RouteSpec])[] = Object.entries(API_ROUTES);
const document = JSON.parse(JSON.stringify(openApiDocument(API_ROUTES))) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly responses: object }>>>>;
  readonly components: { readonly schemas: object };
};

/** Every reference of the document. */
function referencesIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) =>
    name === '$ref' && typeof each === 'string' ? [each] : referencesIn(each),
  );
}

describe('the OpenAPI document', () => {
  it('has every route once, with every status that it may answer', () => {
    for (const [, route] of routes) {
      const operation = document.paths[route.path]?.[route.method.toLowerCase()];
      const statuses = [route.status, ...errorsOf(route).map((code) => ERROR_STATUS[code])];
      expect(Object.keys(operation?.responses ?? {})).toEqual(
        expect.arrayContaining([...new Set(statuses)].map(String)),
      );
    }
    expect(new Set(routes.map(([, { method, path }]) => `${method} ${path}`)).size).toBe(routes.length);
  });

  it('refers to nothing that it lacks', () => {
    const known = Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`);
    const references = referencesIn(document);
    expect(references.length).toBeGreaterThan(100);
    expect(references.filter((each) => !known.includes(each))).toEqual([]);
  });

  it('has parameters for every name in a path, and no other', () => {
    for (const [, { path, params }] of routes)
      expect(Object.keys(params?.shape ?? {})).toEqual(
        [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name),
      );
  });

  it('has examples that its own schemas take', () => {
    for (const [id, { params, query, body, example }] of routes) {
      const pairs: readonly (readonly [z.ZodType | undefined, unknown])[] = [
        [params, example?.params],
        [query, example?.query],
        [body, example?.body],
      ];
      for (const [schema, value] of pairs) {
        if (schema === undefined || (value === undefined && schema === query)) continue;
        expect([id, schema.safeParse(value).success]).toEqual([id, true]);
      }
    }
  });
});
