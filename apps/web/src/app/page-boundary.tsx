import { Component, type ReactNode } from 'react';
import { Notice } from '../parts/notice.tsx';

/** Keeps a page that cannot be drawn from taking the bar, the modes and the other pages with it. */
export class PageBoundary extends Component<
  { readonly children: ReactNode },
  { readonly what: string | undefined }
> {
  override state: { readonly what: string | undefined } = { what: undefined };

  static getDerivedStateFromError(error: unknown): { readonly what: string } {
    return { what: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    const { what } = this.state;
    if (what === undefined) return this.props.children;
    return (
      <>
        <h1>This page could not be drawn</h1>
        <Notice tone="bad" title={what}>
          <p>
            The other pages work, and so does <code>understudy status</code>. Load the page again; where that
            does not help, the console and the API are of different versions.
          </p>
        </Notice>
      </>
    );
  }
}
