/** The timeline of an incident as the server draws it, as a document that a Markdown preview shows. */

/** The command that the server offers on the code lens over a timeline. */
export const SHOW_TIMELINE = "pm-lint.showTimeline";

/** A Markdown document around a Mermaid chart; undefined where the answer is no chart. */
export function timelineDocument(answer: unknown): string | undefined {
  if (typeof answer !== "string" || answer.trim() === "") {
    return undefined;
  }
  const fence = "`".repeat(Math.max(3, longestRun(answer) + 1)); // nothing in the chart can close it
  return `${fence}mermaid\n${answer.trimEnd()}\n${fence}\n`;
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
