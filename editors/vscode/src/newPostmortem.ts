/** "New postmortem from template": asks what `pm-lint new` needs, and opens what it writes. */

/** A template as `pm-lint new --list` prints it: its name, blanks, what it is. */
export interface TemplateChoice {
  readonly label: string;
  readonly description: string;
}

export function parseTemplates(output: string): TemplateChoice[] {
  return [...output.matchAll(/^(\S+)[ \t]*(.*?)\r?$/gm)].map(([, label = "", description = ""]) => ({ label, description }));
}

/** A title never reads as an option. */
export function newArguments(title: string, template: string): string[] {
  return ["new", "--template", template, title.trim().replace(/^-+\s*/, "")];
}

/** The path in the line "wrote PATH" that the command ends with. */
export function writtenPath(output: string): string | undefined {
  return /^wrote (.+)$/m.exec(output)?.[1]?.trim();
}
