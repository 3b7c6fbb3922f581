import type { MetricDeclaration } from '@understudy/core';
import { expect, it } from '@jest/globals';
import { checkCatalogue } from './check-catalogue.ts';

const counter: MetricDeclaration = { type: 'counter', help: 'Writes.', unit: 'writes' };
const gauge: MetricDeclaration = { type: 'gauge', help: 'Age.', unit: 'seconds' };
const histogram: MetricDeclaration = { type: 'histogram', help: 'Wait.', unit: 'seconds', buckets: [0.1, 1] };

it.each<[`understudy_${string}`, MetricDeclaration]>([
  ['understudy_test_writes_total', counter],
  ['understudy_test_waited_seconds_total', { ...counter, unit: 'seconds' }],
  ['understudy_test_age_seconds', gauge],
  ['understudy_test_read_timestamp_seconds', { ...gauge, unit: 'timestamp seconds' }],
  ['understudy_test_wait_seconds', histogram],
  [
    'understudy_test_leading_links',
    { ...gauge, unit: 'links', labels: { table: { open: true }, kind: ['a', 'b'] } },
  ],
])('takes %s', (name, declared) => {
  expect(checkCatalogue({ [name]: declared })).toEqual([]);
});

it.each<[`understudy_${string}`, MetricDeclaration, string]>([
  ['understudy_Test_writes_total', counter, 'is not of the form'],
  ['understudy_test_writes', counter, 'is a counter and does not end in _total'],
  ['understudy_test_age_seconds_total', gauge, 'ends in _total and is no counter'],
  ['understudy_test_wait_ms', histogram, 'is not in a base unit'],
  ['understudy_test_age', gauge, 'does not end in _seconds'],
  ['understudy_test_read_timestamp_seconds', gauge, 'where its name says timestamp seconds'],
  ['understudy_test_held_bytes', { ...gauge, unit: 'pieces' }, 'where its name says bytes'],
  ['understudy_test_writes_total', { ...counter, help: 'writes' }, 'is not a sentence'],
  ['understudy_test_writes_total', { ...counter, labels: { Table: ['a'] } }, 'not in lower case'],
  ['understudy_test_writes_total', { ...counter, labels: { instance: ['a'] } }, 'Prometheus sets itself'],
  ['understudy_test_writes_total', { ...counter, labels: { kind: ['a', 'a'] } }, 'one value twice'],
  ['understudy_test_writes_total', { ...counter, labels: { kind: [] } }, 'lists no value'],
  ['understudy_test_wait_seconds', { ...histogram, buckets: [1, 0.1] }, 'not finite and ascending'],
  ['understudy_test_wait_seconds', { ...histogram, buckets: [1, Infinity] }, 'not finite and ascending'],
  ['understudy_test_wait_seconds', { ...histogram, buckets: [] }, 'not finite and ascending'],
])('refuses %s', (name, declared, what) => {
  expect(checkCatalogue({ [name]: declared })).toEqual([expect.stringContaining(what)]);
});
