import type { FaultEffect } from '../proxy/types.ts';
import { answerJson } from './answer-json.ts';

/** DescribeStream leaves shards out of its answer: those named, or all. */
export function unlistShards(shards?: readonly string[]): FaultEffect {
  return {
    forward: ({ bytes }) => bytes,
    end: (_request, answered) => {
      if (answered?.head.startLine.includes(' 200 ') !== true)
        return { kind: 'answer', bytes: answered?.bytes ?? Buffer.alloc(0) };
      const { StreamDescription } = JSON.parse(answered.body.toString()) as {
        readonly StreamDescription: { readonly Shards?: readonly { readonly ShardId: string }[] };
      };
      const { Shards = [] } = StreamDescription;
      const listed = Shards.filter(({ ShardId }) => shards?.includes(ShardId) === false);
      return answerJson({ StreamDescription: { ...StreamDescription, Shards: listed } });
    },
  };
}
