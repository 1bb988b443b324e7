import { useEffect, useState } from 'react';
import type { AppInfo } from '../../preload/api.ts';
import { ask } from '../bridge.ts';

/** What the program is; null until it has told. */
export function useAppInfo(): AppInfo | null {
  const [info, setInfo] = useState<AppInfo | null>(null);
  useEffect(() => {
    void ask('app:info').then((outcome) => (outcome.ok ? setInfo(outcome.value) : undefined));
  }, []);
  return info;
}
