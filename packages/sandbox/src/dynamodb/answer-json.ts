import { composeAnswer } from '../proxy/compose-answer.ts';
import type { Ending } from '../proxy/types.ts';
import { CONTENT_TYPE } from './compose-error.ts';

/** Answers with this content, as DynamoDB does. */
export function answerJson(content: unknown): Ending {
  const body = JSON.stringify(content);
  return {
    kind: 'answer',
    bytes: composeAnswer({ status: 200, contentType: CONTENT_TYPE, body, checksum: true }),
  };
}
