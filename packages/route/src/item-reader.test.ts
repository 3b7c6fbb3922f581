import { describe, expect, it } from '@jest/globals';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { RouteError } from './errors.ts';
import { ItemReader } from './item-reader.ts';

const read = (item: Record<string, AttributeValue>) => new ItemReader(item, 'report');

describe('ItemReader', () => {
  it.each([
    ['0', 0],
    ['12.25', 12.25],
    ['1e-7', 1e-7],
  ])('reads %s as an amount', (N, amount) => {
    expect(read({ tookMs: { N } }).amount('tookMs')).toBe(amount);
  });

  it.each<[string, AttributeValue | undefined]>([
    ['a negative number', { N: '-0.5' }],
    ['no number', { N: 'Infinity' }],
    ['a text', { S: '12' }],
    ['nothing', undefined],
  ])('refuses %s as an amount', (_what, value) => {
    expect(() => read(value === undefined ? {} : { tookMs: value }).amount('tookMs')).toThrow(
      'report.tookMs: it must be a number from 0.',
    );
  });

  it('reads maps within maps, and says the whole path of what is wrong', () => {
    const reader = read({ write: { M: { tookMs: { N: '3' } } }, regions: { L: [{ M: {} }, { S: 'x' }] } });
    expect(reader.map('write').amount('tookMs')).toBe(3);
    expect(() => reader.map('write').text('why')).toThrow('report.write.why: it must be a string.');
    expect(() => reader.map('read')).toThrow('report.read: it must be a map.');
    expect(() => reader.maps('regions')).toThrow('report.regions[1]: it must be a map.');
  });

  it('gives nothing for an optional attribute that is absent, and refuses one of another type', () => {
    const reader = read({ why: { N: '1' } });
    const text = (name: string) => reader.text(name);
    expect(reader.optional('answer', text)).toBeUndefined();
    expect(() => reader.optional('why', text)).toThrow('report.why: it must be a string.');
  });

  it('throws the error of the package that reads, at every depth', () => {
    const corrupt = (facts: { what: string }) => new RouteError('UND_ROUTE_WENT_BACK', facts);
    const reader = new ItemReader({ write: { M: {} } }, 'report', corrupt);
    expect(() => reader.map('write').text('why')).toThrow('UND_ROUTE_WENT_BACK: report.write.why');
  });
});
