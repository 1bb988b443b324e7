import { Button } from '../parts/button.tsx';
import { copyText } from '../shell/copy.ts';

interface ChecksumProps {
  readonly checksum: string;
  /** What it is the checksum of. */
  readonly of: string;
}

/** The first letters of a checksum; the whole of it on hover, and on the clipboard with a click. */
export function Checksum({ checksum, of }: ChecksumProps) {
  return (
    <span title={`SHA-256 ${checksum}`}>
      <Button
        look="link"
        aria-label={`Copy the checksum of ${of}, ${checksum.slice(0, 8)}`}
        onPress={() => void copyText(checksum, `the checksum of ${of}`)}
      >
        <code>{checksum.slice(0, 8)}</code>
      </Button>
    </span>
  );
}
