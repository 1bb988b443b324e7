const paths = {
  search: 'M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9Zm3.3 7.8 3.7 3.7',
  incidents: 'M8 2 14.5 13.5h-13L8 2Zm0 4.5v3.2m0 1.6v.4',
  patterns: 'M2 12.5 5.5 8l3 2.5L14 3.5M10.5 3.5H14V7',
  dashboard: 'M2.5 13.5v-5m3.7 5v-9m3.7 9V7m3.6 6.5v-11',
  code: 'M5.5 4 2 8l3.5 4m5-8L14 8l-3.5 4M9 3 7 13',
  projects: 'M2 4.5h4.5L8 6h6v7H2v-8.5Z',
  resolve: 'M8 1.8v3.4m0 5.6v3.4M1.8 8h3.4m5.6 0h3.4M8 6.2a1.8 1.8 0 1 1 0 3.6 1.8 1.8 0 0 1 0-3.6Z',
  database:
    'M2.8 4c0-1.1 2.3-2 5.2-2s5.2.9 5.2 2-2.3 2-5.2 2-5.2-.9-5.2-2Zm0 0v8c0 1.1 2.3 2 5.2 2s5.2-.9 5.2-2V4m-10.4 4c0 1.1 2.3 2 5.2 2s5.2-.9 5.2-2',
  settings:
    'M2 4.5h6.5m3 0H14M2 11.5h2.5m3 0H14M10 3a1.5 1.5 0 1 1 0 3 1.5 1.5 0 0 1 0-3ZM6 10a1.5 1.5 0 1 1 0 3 1.5 1.5 0 0 1 0-3Z',
  add: 'M8 3v10M3 8h10',
  filter: 'M2.5 4h11M4.5 8h7M6.5 12h3',
  close: 'M4 4l8 8m0-8-8 8',
  back: 'M9.5 3.5 5 8l4.5 4.5',
  lock: 'M4 7.5h8v6H4v-6Zm1.5 0V5a2.5 2.5 0 0 1 5 0v2.5',
  check: 'M3 8.5 6.5 12 13 4.5',
  copy: 'M5.5 5.5h8v8h-8v-8Zm-3 5v-8h8',
} as const;

export type IconName = keyof typeof paths;

/** A line drawing of 16 by 16 pixels in the colour of the text. It is decoration: the name stands beside it or in a label. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={paths[name]} />
    </svg>
  );
}
