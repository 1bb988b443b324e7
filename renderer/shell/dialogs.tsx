import { lazy, Suspense } from 'react';
import { useDialog } from './dialog-store.ts';

const Palette = lazy(() => import('../palette/palette.tsx'));
const ShortcutsDialog = lazy(() => import('../palette/shortcuts-dialog.tsx'));
const AboutDialog = lazy(() => import('../about/about-dialog.tsx'));
const HistoryDialog = lazy(() => import('../entry/history-dialog.tsx'));

const dialogs = { palette: Palette, shortcuts: ShortcutsDialog, about: AboutDialog, history: HistoryDialog };

/** The dialog that is open, if one is. */
export function Dialogs() {
  const { open, close } = useDialog();
  if (open === null) return null;
  const Shown = dialogs[open];
  return (
    <Suspense fallback={null}>
      <Shown onClose={close} />
    </Suspense>
  );
}
