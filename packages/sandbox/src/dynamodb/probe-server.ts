import { request } from 'node:http';
import { ACCESS_KEY } from './client-config.ts';

const PROBE_LIMIT_MS = 2_000;

/** Whether a DynamoDB answers ListTables on `port` of 127.0.0.1, asked on a new connection. */
export function probeServer(port: number, region: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = request({
      host: '127.0.0.1',
      port,
      method: 'POST',
      agent: false,
      timeout: PROBE_LIMIT_MS,
      headers: {
        'Content-Type': 'application/x-amz-json-1.0',
        'X-Amz-Target': 'DynamoDB_20120810.ListTables',
        Authorization: `AWS4-HMAC-SHA256 Credential=${ACCESS_KEY}/20260101/${region}/dynamodb/aws4_request, SignedHeaders=host, Signature=0`,
      },
    });
    probe.once('response', (response) => {
      response.resume();
      response.once('close', () => {
        resolve(response.complete && response.statusCode === 200);
      });
    });
    probe.once('timeout', () => probe.destroy());
    probe.once('error', () => {
      resolve(false);
    });
    probe.end('{}');
  });
}
