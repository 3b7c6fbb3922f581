import type { MetricDeclaration } from '@understudy/core';

/** A project of the workspace, as its folder and its manifest say. */
export interface Project {
  /** From the root of the workspace: `packages/core`. */
  readonly folder: string;
  readonly manifest: Manifest;
}

export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly description?: string;
  readonly private?: boolean;
  readonly engines?: Readonly<Record<string, string>>;
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly bin?: Readonly<Record<string, string>>;
  readonly nx?: { readonly tags?: readonly string[]; readonly implicitDependencies?: readonly string[] };
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** A code that a package lists in its catalogue. */
export interface ListedCode {
  readonly code: string;
  readonly meaning: string;
  readonly remedy: string;
  /** The exit code of a command that fails by it. */
  readonly exit: number;
  /** The package's name. */
  readonly package: string;
}

/** A metric that a package declares in its catalogue. */
export interface ListedMetric {
  readonly name: string;
  readonly declared: MetricDeclaration;
  /** The package's name. */
  readonly package: string;
  /** From the root of the workspace. */
  readonly folder: string;
}

/** Something that is not as it should be: where, and what would be right. */
export interface Finding {
  /** The file, and the line where there is one: `README.md:12`. */
  readonly at: string;
  readonly what: string;
}

/** A block of TypeScript in a document. */
export interface Snippet {
  /** The document, from the root of the workspace. */
  readonly document: string;
  /** The line of its first line of code, from 1. */
  readonly line: number;
  readonly code: string;
}

/** A document that is made from the code. */
export interface GeneratedDocument {
  /** From the root of the checkout. */
  readonly path: string;
  /** What the document must hold. */
  readonly render: () => Promise<string>;
}
