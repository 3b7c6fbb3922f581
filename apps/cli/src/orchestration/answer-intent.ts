import {
  describeAction,
  describeState,
  judgeAnswer,
  type Intent,
  type IntentAnswer,
} from '@understudy/findings';
import { CliError } from '../errors.ts';
import { timeText } from '../time-text.ts';

export type Verdict = IntentAnswer['verdict'];
export type Answer = IntentAnswer;

/**
 * A proposed intent as a person answers it.
 * @throws CliError `UND_CLI_INTENT_NOT_PROPOSED`, `UND_CLI_INTENT_EXPIRED`
 */
export function answerIntent(intent: Intent, answer: Answer): Intent {
  const judged = judgeAnswer(intent, answer);
  const { id, untilMs } = intent;
  const details = { intent };
  switch (judged.is) {
    case 'answered':
      return judged.intent;
    case 'not-proposed':
      throw new CliError('UND_CLI_INTENT_NOT_PROPOSED', {
        what: `The intent ${id} waits for no answer. It is ${describeState(intent)}.`,
        details,
      });
    case 'expired':
      throw new CliError('UND_CLI_INTENT_EXPIRED', {
        what: `The ${describeAction(intent)} (${id}) waited for an answer until ${timeText(untilMs)}.`,
        details,
      });
  }
}
