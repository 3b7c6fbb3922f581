import type { IntentState } from '@understudy/api-contract';
import type { Intent } from '@understudy/findings';

/** An intent as it is shown: the key of its request belongs to who sent it. */
export function toIntentState({ requestKey: _requestKey, ...intent }: Intent): IntentState {
  return intent;
}
