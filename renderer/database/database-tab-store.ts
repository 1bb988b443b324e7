import { create } from 'zustand';
import { useNavigation } from '../shell/navigation-store.ts';

export const databaseTabs = ['overview', 'schema', 'backups', 'transfer', 'health'] as const;
export type DatabaseTab = (typeof databaseTabs)[number];

interface DatabaseTabState {
  readonly tab: DatabaseTab;
  readonly choose: (tab: DatabaseTab) => void;
}

/** Which part of the Database screen is shown. */
export const useDatabaseTab = create<DatabaseTabState>()((set) => ({
  tab: 'overview',
  choose: (tab) => set({ tab }),
}));

/** Goes to the Database screen, at one of its parts. */
export function showDatabaseTab(tab: DatabaseTab): void {
  useDatabaseTab.getState().choose(tab);
  useNavigation.getState().goTo('database');
}
