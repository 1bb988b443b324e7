import { useEffect, useState } from 'react';
import { exactTime, relativeTime } from './format.ts';

const minute = 60_000;

/** A time relative to now, kept up to date, with the exact one on hover. */
export function RelativeTime({ iso }: { readonly iso: string }) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), minute);
    return () => clearInterval(timer);
  }, []);
  return (
    <time dateTime={iso} title={exactTime(iso)}>
      {relativeTime(iso, Math.max(now, Date.parse(iso)))}
    </time>
  );
}
