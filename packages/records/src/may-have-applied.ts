/** Whether a failed write of the failover client may have been applied. */
export function mayHaveApplied(error: unknown): boolean {
  return (
    typeof error === 'object' && error !== null && 'mayHaveApplied' in error && error.mayHaveApplied === true
  );
}
