import { Button } from 'react-aria-components/Button';
import { Tooltip, TooltipTrigger } from 'react-aria-components/Tooltip';
import { isUnsaved, useDraft } from '../editor/draft-store.ts';
import { classNames } from '../parts/class-names.ts';
import { Icon } from '../parts/icon.tsx';
import type { IconName } from '../parts/icon.tsx';
import { goToSearch } from './commands.ts';
import { keystrokeLabel } from './keystroke.ts';
import { useLocation, useNavigation } from './navigation-store.ts';
import type { WindowLocation } from './navigation-store.ts';
import { isLocked, places } from './places.ts';
import styles from './rail.module.css';
import { useReadOnly, useStatus } from './status-store.ts';

const hoverDelay = 300;

/** The places of the window, from top to bottom, with the button for a new entry above them. */
export function Rail() {
  const applied = useStatus((state) => state.status?.applied);
  const readOnly = useReadOnly();
  const { place: present } = useLocation();
  const goTo = useNavigation((state) => state.goTo);
  const unsaved = useDraft((state) => isUnsaved(state.draft));
  const writing = unsaved ? 'Back to the unsaved entry' : 'New entry';
  return (
    <nav className={styles.rail} aria-label="Places">
      <RailButton
        name={writing}
        hint={`${writing} (${keystrokeLabel('Mod+N')})`}
        icon="add"
        isCurrent={present === 'editor'}
        isMarked={unsaved}
        isDisabled={readOnly && !unsaved}
        onPress={() => (unsaved ? goTo('editor') : useDraft.getState().startNew())}
      />
      <div className={styles.rule} />
      {places.map((place) => {
        const locked = applied !== undefined && isLocked(place, applied);
        return (
          <RailButton
            key={place.id}
            name={locked ? `${place.name}: Upgrade to unlock` : place.name}
            hint={locked ? `${place.name} · Upgrade to unlock` : place.name}
            icon={place.icon}
            isCurrent={placeOfRail(present) === place.id}
            isDimmed={locked}
            isLower={place.id === 'database'}
            onPress={() => (place.id === 'search' ? goToSearch() : goTo(place.id))}
          />
        );
      })}
    </nav>
  );
}

interface RailButtonProps {
  readonly name: string;
  readonly hint: string;
  readonly icon: IconName;
  readonly isCurrent: boolean;
  readonly isDimmed?: boolean;
  readonly isLower?: boolean;
  readonly isMarked?: boolean;
  readonly isDisabled?: boolean;
  readonly onPress: () => void;
}

/** The wizard, the rollback and imports belong to the database. */
function placeOfRail(place: WindowLocation['place']): WindowLocation['place'] {
  return place === 'upgrade' || place === 'roll-back' || place === 'import' ? 'database' : place;
}

function RailButton(props: RailButtonProps) {
  const { name, hint, icon, isCurrent, isDimmed, isLower, isMarked, isDisabled = false, onPress } = props;
  return (
    <TooltipTrigger delay={hoverDelay} closeDelay={0}>
      <Button
        aria-label={name}
        aria-current={isCurrent ? 'page' : 'false'}
        isDisabled={isDisabled}
        onPress={onPress}
        className={classNames(
          styles.button,
          isCurrent && styles.current,
          (isDimmed || isDisabled) && styles.dimmed,
          isLower && styles.lower,
          isMarked && styles.marked,
        )}
      >
        <Icon name={icon} />
      </Button>
      <Tooltip placement="right" offset={4} className={classNames(styles.hint)}>
        {hint}
      </Tooltip>
    </TooltipTrigger>
  );
}
