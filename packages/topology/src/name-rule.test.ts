import { describe, expect, it } from '@jest/globals';
import { isEndpoint, isLoopback } from './is-endpoint.ts';
import { isReservedTable } from './is-reserved-table.ts';
import { isStampAttribute } from './is-stamp-attribute.ts';
import { REGION_NAME, SERVICE_NAME, TABLE_NAME } from './name-rule.ts';

describe('names', () => {
  it.each([
    'us-east-1',
    'ap-southeast-4',
    'us-gov-west-1',
    'us-isob-east-1',
    'eusc-de-east-1',
    'cn-northwest-1',
    'mx-central-1',
  ])('%s is a region', (name) => {
    expect(REGION_NAME.pattern.test(name)).toBe(true);
  });

  it.each([
    'us-east',
    'US-EAST-1',
    'us_east_1',
    'us-east-1 ',
    '',
    'ddblocal',
    'us-east-1-local',
    'us-verylongdirection-1',
    'us-east-123',
  ])('"%s" is none', (name) => {
    expect(REGION_NAME.pattern.test(name)).toBe(false);
  });

  it.each(['shop', 's', 'shop-2'])('%s is a service', (name) => {
    expect(SERVICE_NAME.pattern.test(name)).toBe(true);
  });

  it.each(['', 'Shop', '2shop', 'shop_a', '-shop', 's'.repeat(64), 'shop\n'])('%j is none', (name) => {
    expect(SERVICE_NAME.pattern.test(name)).toBe(false);
  });

  it.each(['abc', 'a.b', 'A_b-9', 'x'.repeat(255)])('%s is a table', (name) => {
    expect(TABLE_NAME.pattern.test(name)).toBe(true);
  });

  it.each(['ab', 'x'.repeat(256), 'a b c', 'tablé', 'a/b/c', 'abc\n'])('%j is none', (name) => {
    expect(TABLE_NAME.pattern.test(name)).toBe(false);
  });

  it('reserves the tables of ours in any case', () => {
    expect(isReservedTable('understudy-route')).toBe(true);
    expect(isReservedTable('Understudy-Mine')).toBe(true);
    expect(isReservedTable('my-understudy-table')).toBe(false);
  });

  it('counts the bytes of a stamp attribute, not its characters', () => {
    expect(isStampAttribute('é'.repeat(127))).toBe(true);
    expect(isStampAttribute('é'.repeat(128))).toBe(false);
    expect(isStampAttribute('')).toBe(false);
    expect(isStampAttribute('aws:rep:updatetime')).toBe(false);
  });
});

describe('endpoints', () => {
  it.each([
    'http://127.0.0.2:8000',
    'https://dynamodb.us-east-1.amazonaws.com',
    'http://[::1]:8000/',
    'http://dynamodb:8000',
  ])('%s is one', (url) => {
    expect(isEndpoint(url)).toBe(true);
  });

  it.each([
    '',
    'dynamodb:8000',
    'ftp://host',
    'http://',
    'http://host/path',
    'http://host?x=1',
    'http://host#x',
    'http://host:99999',
    'http://a b',
    'http:\\\\host',
  ])('"%s" is none', (url) => {
    expect(isEndpoint(url)).toBe(false);
  });

  it.each([
    'http://127.0.0.1:1',
    'http://127.9.8.7',
    'http://localhost:8000',
    'http://[::1]:8000',
    'http://LOCALHOST',
    'http://dynamodb.us-east-1.localhost:8000',
    'http://2130706433',
  ])('%s is on this machine', (url) => {
    expect(isLoopback(url)).toBe(true);
  });

  it.each([
    undefined,
    'http://128.0.0.1',
    'http://localhost.example.com',
    'http://notlocalhost',
    'http://127.0.0.1.example.com',
    'http://10.0.0.1',
    'nonsense',
  ])('%s is not', (url) => {
    expect(isLoopback(url)).toBe(false);
  });
});
