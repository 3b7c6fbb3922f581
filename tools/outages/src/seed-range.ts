export interface SeedRange {
  readonly from: number;
  readonly count: number;
}
