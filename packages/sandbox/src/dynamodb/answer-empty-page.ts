import type { FaultEffect } from '../proxy/types.ts';
import { answerJson } from './answer-json.ts';

/** GetRecords answers nothing and the iterator that it was asked with: several calls may be needed to come to records. */
export function answerEmptyPage(): FaultEffect {
  return {
    forward: () => undefined,
    end: (request) => {
      const { ShardIterator } = JSON.parse(request.body.toString()) as { readonly ShardIterator?: string };
      return answerJson({ Records: [], NextShardIterator: ShardIterator });
    },
  };
}
