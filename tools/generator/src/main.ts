import { fileURLToPath } from 'node:url';
import { isUnderstudyError } from '@understudy/core';
import { npmWorkspace } from './adapters/npm-workspace.ts';
import { generate } from './generate.ts';
import { readRequest } from './read-request.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

try {
  const request = readRequest(process.argv.slice(2));
  const written = await generate(request, npmWorkspace(root));
  console.log(written.map((path) => `wrote ${path}`).join('\n'));
  if (request.kind === 'error') console.log('Now run `npm run docs`, so that the table of codes has it.');
} catch (error) {
  if (!isUnderstudyError(error)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
