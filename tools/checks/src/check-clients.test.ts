import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { checkClients } from './check-clients.ts';
import { listFiles } from './list-files.ts';
import { ROOT } from './root.ts';

const SOURCE = 'packages/lag/src/read-lag.ts';

describe('checkClients', () => {
  it.each([
    'new DynamoDBClient({})',
    'new DynamoDBStreamsClient(config)',
    'new STSClient({ region })',
    'new FailoverDynamoDBClient({ understudy })',
    'new DynamoDB({})',
  ])('finds a client that takes its endpoint from the environment: %s (fault D2)', (text) => {
    expect(checkClients(SOURCE, `const client = ${text};`)).toEqual([
      { at: SOURCE, what: expect.stringContaining('openService') },
    ]);
  });

  it.each([
    [SOURCE, '  `console.dir(await new DynamoDBClient({}))`,'],
    [SOURCE, ' * new DynamoDBClient({})'],
    [SOURCE, 'const client = new DynamoDBRegionProbe({});'],
    ['packages/lag/src/read-lag.test.ts', 'const client = new DynamoDBClient({});'],
    ['packages/service/src/open-service.ts', 'const client = new DynamoDBClient({});'],
  ])('accepts %s: %s', (file, text) => {
    expect(checkClients(file, text)).toEqual([]);
  });
});

it('no source constructs a client of the SDK past the one place that does (fault D2)', async () => {
  const sources = (await listFiles()).filter((file) => /\.tsx?$/.test(file));
  expect(sources.flatMap((file) => checkClients(file, readFileSync(join(ROOT, file), 'utf8')))).toEqual([]);
});
