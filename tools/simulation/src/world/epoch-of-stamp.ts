export function epochOfStamp(stamp: string): number {
  return Number(stamp.slice(0, 10));
}
