import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { AnswerOf } from '@understudy/api-contract';
import { useConsole } from '../app/console-context.ts';
import type { Asked } from './api-client.ts';
import type { ApiFailure } from './api-failure.ts';
import type { AskedRoute } from './api-paths.ts';

/** An answer of the API that no stream brings, asked for when it is shown, and again each `everyMs`. */
export function useAsk<Id extends AskedRoute>(
  id: Id,
  asked: Omit<Asked<Id>, 'signal' | 'body' | 'key'> = {},
  { everyMs, isOff = false }: { readonly everyMs?: number; readonly isOff?: boolean } = {},
): UseQueryResult<AnswerOf<Id>, ApiFailure> {
  const { api } = useConsole();
  return useQuery<AnswerOf<Id>, ApiFailure>({
    queryKey: [id, asked],
    queryFn: ({ signal }) => api.ask(id, { ...asked, signal }),
    enabled: !isOff,
    ...(everyMs === undefined ? {} : { refetchInterval: everyMs }),
  });
}
