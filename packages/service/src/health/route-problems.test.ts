import { expect, it } from '@jest/globals';
import { NO_DEADLINE } from '@understudy/core';
import { RouteError, type RouteErrorCode, type RouteView } from '@understudy/route';
import { steady } from '@understudy/route/testing';
import { routeProblems } from './route-problems.ts';

const WITNESS = 'eu-west-1';
const failure = (code: RouteErrorCode) => new RouteError(code, { what: 'No.' });

function told(renewedBy: RouteView['renewedBy'] | undefined, lastFailure?: RouteError) {
  const view = { snapshot: { revision: 1, route: steady() }, validUntil: NO_DEADLINE };
  const lease = {
    view: () => (renewedBy === undefined ? undefined : { ...view, renewedBy }),
    lastFailure: () => lastFailure,
  };
  return routeProblems(lease, WITNESS);
}

it('has no problem while the control store renews the lease', () => {
  expect(told('store')).toEqual([]);
});

it.each(['UND_ROUTE_STORE_REFUSED', 'UND_ROUTE_STORE_UNREACHABLE'] as const)(
  'tells %s as that while a fence renews the lease (fault N1)',
  (code) => {
    const problem = "No. The writer region's fence renews the lease.";
    expect(told('fence', failure(code))).toMatchObject([{ code, problem, region: WITNESS }]);
  },
);

it.each(['store', undefined] as const)(
  'tells that there is no route at the first reading, also while the lease (%s) lasts (fault N1)',
  (renewedBy) => {
    expect(told(renewedBy, failure('UND_ROUTE_NOT_FOUND'))).toMatchObject([
      { code: 'UND_ROUTE_NOT_FOUND', problem: 'No.', remedy: expect.stringMatching(/\w/) },
    ]);
  },
);

it('tells a route that was not read yet (fault N1)', () => {
  expect(told(undefined)).toMatchObject([{ code: 'UND_ROUTE_STORE_UNREACHABLE' }]);
});
