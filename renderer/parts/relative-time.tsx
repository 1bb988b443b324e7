import { exactTime, relativeTime } from './format.ts';
import { useNow } from './use-now.ts';

/** A time relative to now, kept up to date, with the exact one on hover. */
export function RelativeTime({ iso }: { readonly iso: string }) {
  const now = useNow();
  return (
    <time dateTime={iso} title={exactTime(iso)}>
      {relativeTime(iso, Math.max(now, Date.parse(iso)))}
    </time>
  );
}
