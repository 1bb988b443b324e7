/** Where one has been, oldest first, and where one stands in it. */
export interface NavigationHistory<Location> {
  readonly visited: readonly Location[];
  readonly index: number;
}

const longest = 100;

/** The location that is shown. */
export function currentLocation<Location>(
  history: NavigationHistory<Location>,
  fallback: Location,
): Location {
  return history.visited[history.index] ?? fallback;
}

/** Goes to a new location. What lay ahead is forgotten, as in a browser. */
export function visit<Location>(
  history: NavigationHistory<Location>,
  to: Location,
): NavigationHistory<Location> {
  const visited = [...history.visited.slice(0, history.index + 1), to].slice(-longest);
  return { visited, index: visited.length - 1 };
}

/** Shows another location in the place of the present one. */
export function replaceCurrent<Location>(
  history: NavigationHistory<Location>,
  by: Location,
): NavigationHistory<Location> {
  return { ...history, visited: history.visited.with(history.index, by) };
}

/** One step back (-1) or forward (1); the same history where there is no such step. */
export function step<Location>(
  history: NavigationHistory<Location>,
  by: -1 | 1,
): NavigationHistory<Location> {
  const index = history.index + by;
  return index < 0 || index >= history.visited.length ? history : { ...history, index };
}
