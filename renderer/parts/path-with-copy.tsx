import { copyText } from '../shell/copy.ts';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import styles from './path-with-copy.module.css';

/** A file's path, with the button that copies it. */
export function PathWithCopy({ path }: { readonly path: string }) {
  return (
    <p className={styles.line}>
      <code className={styles.path}>{path}</code>
      <Button look="icon" aria-label="Copy the path" onPress={() => void copyText(path, 'the path')}>
        <Icon name="copy" />
      </Button>
    </p>
  );
}
