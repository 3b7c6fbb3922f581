import { request } from 'node:http';
import { request as requestTls } from 'node:https';

/**
 * Whether a server at `endpoint` answers HTTP, by a connection opened for this look: one that is kept may outlive the
 * process it was made to. Any status below 500 is an answer. @throws the network's error, and the signal's reason
 */
export function answersHttp(endpoint: string, signal: AbortSignal): Promise<boolean> {
  const send = endpoint.startsWith('https:') ? requestTls : request;
  return new Promise((resolve, reject) => {
    const sent = send(endpoint, { agent: false, signal }, (answer) => {
      answer.resume();
      resolve((answer.statusCode ?? 500) < 500);
    });
    sent.on('error', reject);
    sent.end();
  });
}
