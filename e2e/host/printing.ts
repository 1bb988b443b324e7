const printed: string[] = [];

/** Takes note that the program had a page printed. */
export function recordPrint(url: string): void {
  printed.push(url);
}

/** The addresses of the pages that were printed, oldest first. */
export function printedPages(): readonly string[] {
  return printed;
}
