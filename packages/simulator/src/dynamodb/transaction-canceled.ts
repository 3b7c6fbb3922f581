import { TransactionCanceledException, type CancellationReason } from '@aws-sdk/client-dynamodb';
import { answerMetadata } from './answer-metadata.ts';

export function transactionCanceled(reasons: CancellationReason[]): TransactionCanceledException {
  const codes = reasons.map(({ Code }) => Code).join(', ');
  return new TransactionCanceledException({
    message: `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    $metadata: answerMetadata(400),
    CancellationReasons: reasons,
  });
}
