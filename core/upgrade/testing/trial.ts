/** What a trial of faults is given. */
export interface Trial {
  /** For everything that it makes. */
  readonly folder: string;
  readonly entries: number;
  readonly seed: number;
  readonly kills: number;
  readonly minutes: number;
  readonly say: (line: string) => void;
}
