import type { UseQueryResult } from '@tanstack/react-query';
import type { LocalCloudState } from '@understudy/api-contract';
import type { ApiFailure } from '../api/api-failure.ts';
import { useAsk } from '../api/use-ask.ts';
import { useStream } from './use-stream.ts';

/** What is broken on purpose, each second; never asked where the service runs on no local cloud. */
export function useLocalCloud(): UseQueryResult<LocalCloudState, ApiFailure> {
  const isLocal = useStream(({ snapshot }) => snapshot?.service.localCloud === true);
  return useAsk('localCloud', {}, { everyMs: 1000, isOff: !isLocal });
}
