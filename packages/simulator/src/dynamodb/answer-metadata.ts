/** What every answer carries; the database fills in the request's id where it sends the answer. */
export interface AnswerMetadata {
  httpStatusCode: number;
  requestId: string;
  attempts: number;
  totalRetryDelay: number;
}

export const answerMetadata = (httpStatusCode: number, requestId = ''): AnswerMetadata => ({
  httpStatusCode,
  requestId,
  attempts: 1,
  totalRetryDelay: 0,
});
