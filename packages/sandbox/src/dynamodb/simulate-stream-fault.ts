import { composeAnswer } from '../proxy/compose-answer.ts';
import type { WholeMessage } from '../proxy/message.ts';
import type { Ending, FaultEffect } from '../proxy/types.ts';
import { CONTENT_TYPE } from './compose-error.ts';

/** GetRecords answers nothing and the iterator that it was asked with: several calls may be needed to come to records. */
export function answerEmptyPage(): FaultEffect {
  return {
    forward: () => undefined,
    end: (request) => {
      const { ShardIterator } = read(request) as { readonly ShardIterator?: string };
      return answer({ Records: [], NextShardIterator: ShardIterator });
    },
  };
}

/** DescribeStream leaves shards out of its answer: those named, or all. */
export function unlistShards(shards?: readonly string[]): FaultEffect {
  return {
    forward: ({ bytes }) => bytes,
    end: (_request, answered) => {
      if (answered?.head.startLine.includes(' 200 ') !== true)
        return { kind: 'answer', bytes: answered?.bytes ?? Buffer.alloc(0) };
      const { StreamDescription } = read(answered) as {
        readonly StreamDescription: { readonly Shards?: readonly { readonly ShardId: string }[] };
      };
      const { Shards = [] } = StreamDescription;
      const listed = Shards.filter(({ ShardId }) => shards?.includes(ShardId) === false);
      return answer({ StreamDescription: { ...StreamDescription, Shards: listed } });
    },
  };
}

function read({ body }: WholeMessage): unknown {
  return JSON.parse(body.toString());
}

function answer(content: unknown): Ending {
  const body = JSON.stringify(content);
  return {
    kind: 'answer',
    bytes: composeAnswer({ status: 200, contentType: CONTENT_TYPE, body, checksum: true }),
  };
}
