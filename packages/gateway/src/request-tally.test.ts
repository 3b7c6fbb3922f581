import { expect, it } from '@jest/globals';
import { RequestTally } from './request-tally.ts';

const linesOf = (tally: RequestTally, operation: string) =>
  tally
    .text()
    .split('\n')
    .filter((line) => line.includes(`operation="${operation}"`));

it('shows answers that may come as 0 before the first one', () => {
  const lines = linesOf(new RequestTally(), 'PutItem');
  for (const status of [200, 400, 500, 503])
    expect(lines).toContain(`understudy_gateway_requests_total{operation="PutItem",status="${status}"} 0`);
  expect(lines).toContain('understudy_gateway_request_seconds_count{operation="PutItem"} 0');
  expect(linesOf(new RequestTally(), 'refused')).toEqual([
    'understudy_gateway_requests_total{operation="refused",status="400"} 0',
  ]);
});

it('counts by operation and status, and sorts durations into cumulative buckets', () => {
  const tally = new RequestTally();
  for (const tookMs of [0.5, 1, 700, 60_000]) tally.add('ListTables', 200, tookMs);
  tally.add('ListTables', 418, 1);
  const lines = linesOf(tally, 'ListTables');
  expect(lines).toEqual(
    expect.arrayContaining([
      'understudy_gateway_requests_total{operation="ListTables",status="200"} 4',
      'understudy_gateway_requests_total{operation="ListTables",status="418"} 1',
      'understudy_gateway_request_seconds_bucket{operation="ListTables",le="0.001"} 3',
      'understudy_gateway_request_seconds_bucket{operation="ListTables",le="0.5"} 3',
      'understudy_gateway_request_seconds_bucket{operation="ListTables",le="1"} 4',
      'understudy_gateway_request_seconds_bucket{operation="ListTables",le="30"} 4',
      'understudy_gateway_request_seconds_bucket{operation="ListTables",le="+Inf"} 5',
      'understudy_gateway_request_seconds_sum{operation="ListTables"} 60.7025',
      'understudy_gateway_request_seconds_count{operation="ListTables"} 5',
    ]),
  );
});
