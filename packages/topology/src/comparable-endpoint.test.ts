import { describe, expect, it } from '@jest/globals';
import { comparableEndpoint } from './comparable-endpoint.ts';

const of = (endpoint: string | undefined, region = 'us-east-1') => comparableEndpoint(region, endpoint);

describe('comparableEndpoint', () => {
  it.each([
    ['http://localhost:8000', 'http://127.0.0.1:8000'],
    ['http://LOCALHOST:8000/', 'http://localhost:8000'],
    ['http://[::1]:8000', 'http://127.0.0.1:8000'],
    ['http://db.example', 'http://DB.example.:80'],
    ['https://db.example', 'https://db.example:443'],
    ['http://127.1:8000', 'http://127.0.0.1:8000'],
    ['https://dynamodb.us-east-1.amazonaws.com', undefined],
  ])('takes %s and %s for one', (one, other) => {
    expect(of(one)).toBe(of(other));
    expect(of(one)).toBeDefined();
  });

  it.each([
    ['http://127.0.0.2:8000', 'http://127.0.0.1:8000'],
    ['http://db.example:8000', 'http://db.example:8001'],
    ['https://db.example', 'http://db.example'],
    ['http://localhost.example:8000', 'http://localhost:8000'],
    ['https://dynamodb.eu-central-1.amazonaws.com', undefined],
  ])('takes %s and %s for two', (one, other) => {
    expect(of(one)).not.toBe(of(other));
  });

  it('says nothing of what is no endpoint', () => {
    expect(of('8000')).toBeUndefined();
  });
});
