import { nearestNames } from '@understudy/command-line';
import type { Intent } from '@understudy/findings';
import { CliError } from '../errors.ts';

/** @throws CliError `UND_CLI_INTENT_UNKNOWN`, with those that wait for an answer */
export function findIntent(intents: readonly Intent[], id: string): Intent {
  const found = intents.find((intent) => intent.id === id);
  if (found !== undefined) return found;
  const proposed = intents.filter(({ state }) => state === 'proposed').map((intent) => intent.id);
  const [nearest] = nearestNames(
    id,
    intents.map((intent) => intent.id),
  );
  // Ids of proposals resemble each other: the one that waits is meant rather than the nearest.
  const hint =
    proposed.length > 0
      ? `Waiting for an answer: ${proposed.join(', ')}.`
      : nearest === undefined
        ? 'No intent waits for an answer.'
        : `Did you mean ${nearest}? No intent waits for an answer.`;
  throw new CliError('UND_CLI_INTENT_UNKNOWN', {
    what: `There is no intent ${id}. ${hint}`,
    details: { intent: id, proposed },
  });
}
