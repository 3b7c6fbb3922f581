import { isRunningSource } from './is-running-source.ts';
import type { Finding } from './types.ts';

const CONSTRUCTED = /\bnew ((?:\w*DynamoDB|STS|SSO|SSOOIDC)\w*Client|DynamoDB|DynamoDBStreams|STS)\(/g;

/**
 * The only sources that construct a client of the SDK, and why each may. A client that is constructed elsewhere takes
 * its endpoint from the environment (`AWS_ENDPOINT_URL_DYNAMODB`), which leads every region to one place.
 */
const MAKERS: Readonly<Record<string, string>> = {
  'packages/service/src/open-service.ts':
    'by clientConfig and freshClientConfig, which ignore configured endpoints',
  'packages/failover-client/src/adapters/open-lease.ts': "of the application's own configuration of the SDK",
  'packages/gateway/src/adapters/aws-endpoints.ts': 'sends nothing: asked for the endpoints of AWS',
  'packages/records/src/adapters/open-records.ts':
    'FailoverDynamoDBClient, which ignores configured endpoints',
};

/** Private packages that run a local cloud, and whose clients have its endpoints. */
const LOCAL = /^(?:packages\/(?:sandbox|simulator|scenario)|tools|examples)\//;

/** Sources that construct a client of the AWS SDK past the one place that does. */
export function checkClients(file: string, text: string): readonly Finding[] {
  if (!isRunningSource(file) || LOCAL.test(file) || file in MAKERS) return [];
  return [...text.matchAll(CONSTRUCTED)]
    .filter(({ index }) => !isInString(text, index))
    .map(([, name = '']) => ({
      at: file,
      what: `constructs ${name}; take a client of openService (@understudy/service), which ignores configured endpoints`,
    }));
}

/** Whether a line is text that a program writes, such as an example for people. */
function isInString(text: string, index: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', index) + 1, index);
  return /^\s*[`'"]/.test(line) || /^\s*(?:\*|\/\/)/.test(line);
}
