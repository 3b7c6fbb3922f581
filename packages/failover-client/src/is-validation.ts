/** Whether DynamoDB refused the form of a request. */
export function isValidation(error: unknown): error is Error {
  return error instanceof Error && error.name === 'ValidationException';
}
