import { useEffect } from 'react';
import { listen } from '../bridge.ts';
import { commands, isAvailable } from './commands.ts';
import type { Command } from './command.ts';
import { useDialog } from './dialog-store.ts';
import { focusNextPart } from './focus-parts.ts';
import { isKeystroke, isTyping } from './keystroke.ts';

/** Runs commands as keys, and the application menu, ask for them. */
export function useCommands(): void {
  useEffect(() => {
    window.addEventListener('keydown', handleKey, true);
    const stopListening = listen('menu:command', (id) => {
      const command = commands.find((candidate) => candidate.id === id);
      if (command && isAvailable(command) && !isModal()) command.run();
    });
    return () => {
      window.removeEventListener('keydown', handleKey, true);
      stopListening();
    };
  }, []);
}

function handleKey(event: KeyboardEvent): void {
  if (event.isComposing || isModal()) return;
  if (event.key === 'F6') {
    event.preventDefault();
    focusNextPart(event.shiftKey ? -1 : 1);
    return;
  }
  const command = commands.find((candidate) => asksFor(event, candidate));
  if (!command || !isAvailable(command)) return;
  event.preventDefault();
  event.stopPropagation();
  command.run();
}

function asksFor(event: KeyboardEvent, { keystroke }: Command): boolean {
  if (keystroke === undefined || !isKeystroke(event, keystroke)) return false;
  return keystroke.length > 1 || !isTyping(event.target);
}

/** A dialog keeps the keyboard to itself, whoever opened it. */
function isModal(): boolean {
  return useDialog.getState().open !== null || document.querySelector('[role="alertdialog"]') !== null;
}
