import 'react';

declare module 'react' {
  interface CSSProperties {
    /** Share of the width that the results list takes. */
    '--list-share'?: number;
  }
}
