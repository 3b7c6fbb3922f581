import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { propertyRuns } from '@understudy/core/testing';
import { withLocalRegion } from '@understudy/sandbox';
import * as fc from 'fast-check';
import { compareHistories } from '../test-support/compare-histories.ts';
import { KEY_SHAPES } from '../test-support/key-shape.ts';
import { localSubject } from '../test-support/local-subject.ts';
import { request } from '../test-support/request.ts';

/** The same histories in every run, unless these variables say otherwise; then look for new ones. */
const seed = Number(process.env['UNDERSTUDY_COMPARISON_SEED'] ?? 20261123);
const numRuns = propertyRuns(5, 100);

const SEARCH_LIMIT_MS = 600_000;
const TEST_LIMIT_MS = SEARCH_LIMIT_MS + 60_000;

describe('random histories come out as on DynamoDB Local', () => {
  const region = withLocalRegion({ beforeAll, afterAll });
  let subject: ReturnType<typeof localSubject> | undefined;
  const local = () => (subject ??= localSubject(region()));
  afterAll(() => subject?.close());

  for (const shape of KEY_SHAPES) {
    const { hash, range = 'none' } = shape;
    it(
      `on a table with partition key ${hash} and sort key ${range}`,
      () =>
        fc.assert(
          fc.asyncProperty(fc.array(request(shape), { minLength: 10, maxLength: 25 }), (requests) =>
            compareHistories(local(), shape, requests),
          ),
          // A failure is shrunk on DynamoDB Local too, which would take its time.
          { seed, numRuns, interruptAfterTimeLimit: SEARCH_LIMIT_MS },
        ),
      TEST_LIMIT_MS,
    );
  }
});
