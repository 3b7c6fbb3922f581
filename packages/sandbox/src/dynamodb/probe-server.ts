import { request } from 'node:http';
import { unsignedHeaders } from './unsigned-headers.ts';

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
      headers: unsignedHeaders('DynamoDB_20120810.ListTables', region),
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
