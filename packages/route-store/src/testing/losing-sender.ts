import type { PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { Sender } from '../stores/ask-in-turn.ts';

/** Carries requests out, and gives a broken connection instead of what came of the first `lost`. */
export function losingSender(inner: Sender, lost: number): Sender {
  let left = lost;
  const send = async (...given: [PutItemCommand]) => {
    const answer = await inner.send(...given).catch((error: unknown) => {
      if (left <= 0) throw error;
    });
    if ((left -= 1) >= 0) throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
    return answer;
  };
  return { send: send as Sender['send'] };
}
