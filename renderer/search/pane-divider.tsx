import { useRef } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';
import { useSettings } from '../settings/settings-store.ts';
import styles from './pane-divider.module.css';

const least = 0.2;
const most = 0.8;
const keyStep = 0.02;

/** The line between list and entry: dragged, or moved with the arrow keys; where it stands is remembered. */
export function PaneDivider() {
  const { settings, save } = useSettings();
  const line = useRef<HTMLDivElement>(null);
  const show = (share: number) => {
    const listShare = Math.round(Math.min(most, Math.max(least, share)) * 1000) / 1000;
    useSettings.setState((state) => ({ settings: { ...state.settings, listShare } }));
    return listShare;
  };
  const drag = (event: PointerEvent) => {
    const body = line.current?.parentElement?.getBoundingClientRect();
    const left = line.current?.previousElementSibling?.getBoundingClientRect().left;
    if (body && left !== undefined && event.buttons === 1) show((event.clientX - left) / (body.right - left));
  };
  const handleKey = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -keyStep, ArrowRight: keyStep }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    void save({ listShare: show(settings.listShare + by) });
  };
  return (
    <div
      ref={line}
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label="Width of the list"
      aria-valuenow={Math.round(settings.listShare * 100)}
      aria-valuemin={least * 100}
      aria-valuemax={most * 100}
      className={styles.divider}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onPointerUp={() => void save({ listShare: settings.listShare })}
      onKeyDown={handleKey}
    />
  );
}
