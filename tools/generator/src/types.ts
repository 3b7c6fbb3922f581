/** The tags of the import rules (docs/ARCHITECTURE.md). The layer core has one package, and no other is made. */
export const LAYERS = ['model', 'adapter', 'app', 'test'] as const;
export const PLANES = ['any', 'data', 'control'] as const;
export const RUNTIMES = ['any', 'node', 'browser'] as const;

export type Layer = (typeof LAYERS)[number];
export type Plane = (typeof PLANES)[number];
export type Runtime = (typeof RUNTIMES)[number];

/** A package to make. */
export interface PackageRequest {
  readonly kind: 'package';
  /** Without the scope: `failover-client`. */
  readonly name: string;
  readonly layer: Layer;
  readonly plane: Plane;
  readonly runtime: Runtime;
  /** One sentence, with its full stop. */
  readonly description: string;
}

/** A code to add to a package's catalogue. */
export interface ErrorRequest {
  readonly kind: 'error';
  /** The package, without the scope. */
  readonly name: string;
  /** The code's last part: `STAMP_INVALID` makes `UND_VERSIONS_STAMP_INVALID`. */
  readonly reason: string;
  readonly meaning: string;
  readonly remedy: string;
}

/** How the generator is used. */
export interface HelpRequest {
  readonly kind: 'help';
}

export type Request = PackageRequest | ErrorRequest;

/** The texts of files by their path from the root of the workspace, in the order they are written. */
export type Files = ReadonlyMap<string, string>;

/** What the generator does to a workspace besides writing files. */
export interface Workspace {
  /** The folder of the root package.json. */
  readonly root: string;
  /** Makes a new package known: links it, and takes it into the lock file and the references. */
  register(): Promise<void>;
}
