/** Whether the error of a failed write says that the write may have been carried out all the same. */
export function mayHaveApplied(error: unknown): boolean {
  return (
    typeof error === 'object' && error !== null && 'mayHaveApplied' in error && error.mayHaveApplied === true
  );
}
