import { Button as AriaButton } from 'react-aria-components/Button';
import type { ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import { classNames } from './class-names.ts';
import styles from './button.module.css';

type Look = 'plain' | 'primary' | 'quiet' | 'link' | 'icon';

interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style'> {
  /** `primary` is for the one thing that most people will want on a screen. */
  readonly look?: Look;
}

/** A button in one of the program's five looks. */
export function Button({ look = 'plain', ...props }: ButtonProps) {
  return <AriaButton {...props} className={classNames(styles.button, styles[look])} />;
}
