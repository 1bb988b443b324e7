import { useRef } from 'react';
import type { ReactNode } from 'react';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { copyText } from '../shell/copy.ts';
import styles from './code-block.module.css';

/** Code, JCL or a log as it was typed, with a button that copies it. */
export function CodeBlock({ children }: { readonly children: ReactNode }) {
  const code = useRef<HTMLPreElement>(null);
  return (
    <div className={styles.block}>
      <pre ref={code} className={styles.code} tabIndex={0} role="group" aria-label="Code">
        {children}
      </pre>
      <div className={styles.copy}>
        <Button
          look="icon"
          aria-label="Copy the code"
          onPress={() => void copyText((code.current?.textContent ?? '').trimEnd(), 'the code')}
        >
          <Icon name="copy" />
        </Button>
      </div>
    </div>
  );
}
