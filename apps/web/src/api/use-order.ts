import { useRef } from 'react';
import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import type { AnswerOf } from '@understudy/api-contract';
import { useConsole } from '../app/console-context.ts';
import type { Asked } from './api-client.ts';
import type { ApiFailure } from './api-failure.ts';
import type { AskedRoute } from './api-paths.ts';

/**
 * A request that changes something. Sent again with the same words it carries the same key, so that it is carried out once, whatever was
 * lost on the way; with other words it is another request.
 */
export function useOrder<Id extends AskedRoute>(
  id: Id,
): UseMutationResult<AnswerOf<Id>, ApiFailure, Omit<Asked<Id>, 'key' | 'signal' | 'query'>> {
  const { api, randomness } = useConsole();
  const last = useRef<{ words: string; key: string }>(undefined);
  return useMutation({
    mutationFn: async (asked) => {
      const words = JSON.stringify(asked);
      if (last.current?.words !== words) last.current = { words, key: randomness.unique() };
      const answer = await api.ask(id, { ...asked, key: last.current.key });
      last.current = undefined;
      return answer;
    },
  });
}
