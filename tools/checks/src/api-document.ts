import { API_ROUTES, openApiDocument } from '@understudy/api-contract';
import { format } from 'prettier';
import type { GeneratedDocument } from './types.ts';

/** The OpenAPI document as it is published beside the contract. */
export const apiDocument: GeneratedDocument = {
  path: 'packages/api-contract/openapi.json',
  render: () => format(JSON.stringify(openApiDocument(API_ROUTES)), { parser: 'json', printWidth: 110 }),
};
