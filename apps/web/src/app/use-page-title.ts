import { useEffect } from 'react';
import { useStream } from './use-stream.ts';

/** Names the page in the browser's tab: what it is, then of which service. */
export function usePageTitle(title: string): void {
  const service = useStream(({ snapshot }) => snapshot?.service.name);
  useEffect(() => {
    document.title = [title, ...(service === undefined ? [] : [service]), 'Understudy'].join(' · ');
  }, [title, service]);
}
