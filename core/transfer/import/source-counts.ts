import type { SourceHeader } from '../read/source-record.ts';
import type { ImportTally } from './import-tally.ts';

/** Counts what comes, to compare it with what an export says of itself. */
export class SourceCounts {
  readonly #found = new Map<string, number>();
  #stated: Readonly<Record<string, number>> | null = null;
  #unreadable = 0;
  #isChanged = false;

  header({ counts }: SourceHeader): void {
    this.#stated = counts;
  }

  found(what: string, count = 1): void {
    this.#found.set(what, (this.#found.get(what) ?? 0) + count);
  }

  unreadable(): void {
    this.#unreadable += 1;
  }

  /** A source that states no checksum, such as a knowledge base, has none to fit. */
  end(stated: string | null, found: string): void {
    this.#isChanged = stated !== null && stated !== found;
  }

  /** Tells the tally what does not fit. A record that could not be read is told of already. */
  check(tally: ImportTally): void {
    if (this.#unreadable > 0) return;
    for (const [what, stated] of Object.entries(this.#stated ?? {})) {
      const found = this.#found.get(what) ?? 0;
      if (found === stated) continue;
      tally.doubt(
        `It says that it holds ${counted(stated)} of ${what}, and holds ${counted(found)}: it was changed after it was exported, or is damaged.`,
      );
    }
    if (this.#isChanged) {
      tally.doubt(
        'Its checksum does not fit what it holds: it was changed after it was exported, or is damaged. Check what came in.',
      );
    }
  }
}

function counted(value: number): string {
  return value.toLocaleString('en');
}
