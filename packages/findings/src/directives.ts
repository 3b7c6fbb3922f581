/** Stops automatic moves; detection, merging and moves by a person go on. */
export interface Freeze {
  readonly by: string;
  readonly reason: string;
  /** Wall time in ms. */
  readonly atMs: number;
  /** Wall time in ms from which it counts no more; a freeze that outlived it is a finding until it is lifted. */
  readonly untilMs: number;
}

/** Nothing is done automatically about one subject, and its findings raise no alert. */
export interface Maintenance extends Freeze {
  /** A region, a pool, a server or a balancer, by its name. */
  readonly subject: string;
}

/** A person has seen the last automatic move: another one may be made before the pause is over. */
export interface Acknowledgement {
  readonly by: string;
  readonly comment: string;
  readonly atMs: number;
  /** The move, as the route named it. */
  readonly moveId: string;
}

/** What people have ordered. */
export interface Directives {
  readonly freeze?: Freeze;
  readonly maintenance: readonly Maintenance[];
  readonly acknowledgements: readonly Acknowledgement[];
}
