import { useEffect, useState } from 'react';
import { takeDropped } from '../bridge.ts';
import { showNotice } from '../shell/notices-store.ts';
import { isReadOnly } from '../shell/status-store.ts';
import styles from './drop-target.module.css';
import { useImport } from './import-store.ts';

/** Takes files and folders that are dropped anywhere on the window, and shows that it would while they are held over it. */
export function DropTarget() {
  const [isOver, setIsOver] = useState(false);
  useEffect(() => {
    const hold = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      // Otherwise the browser would open the file in the place of the program.
      event.preventDefault();
      const takes = canTake();
      if (event.dataTransfer) event.dataTransfer.dropEffect = takes ? 'copy' : 'none';
      setIsOver(takes);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setIsOver(false);
    };
    const drop = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      setIsOver(false);
      if (canTake()) void open(event.dataTransfer?.files);
    };
    window.addEventListener('dragenter', hold);
    window.addEventListener('dragover', hold);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragenter', hold);
      window.removeEventListener('dragover', hold);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, []);
  if (!isOver) return null;
  return (
    <div className={styles.veil} role="status">
      <p className={styles.words}>Drop to import</p>
      <p>Nothing is changed before you have seen what becomes of it.</p>
    </div>
  );
}

function holdsFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') ?? false;
}

/** A dialog wants its answer first, and what is read-only takes nothing. */
function canTake(): boolean {
  return !isReadOnly() && document.querySelector('[role="dialog"], [role="alertdialog"]') === null;
}

async function open(files: FileList | undefined): Promise<void> {
  const file = files?.[0];
  if (!file) return;
  const outcome = await takeDropped(file);
  if (!outcome.ok) {
    const { message, recovery } = outcome.failure;
    showNotice({ text: `${message} ${recovery}`, failed: true });
    return;
  }
  if (files.length > 1)
    showNotice({
      text: `One at a time: this is ${outcome.value.name}. Drop the others afterwards, or a folder.`,
    });
  useImport.getState().open(outcome.value);
}
