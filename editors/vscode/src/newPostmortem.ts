/** "New postmortem from template": asks what `pm-lint new` needs, and opens what it writes. */

/** A template as `pm-lint new --list` prints it: name, tab, title. */
export interface TemplateChoice {
  readonly label: string;
  readonly description: string;
}

export function parseTemplates(output: string): TemplateChoice[] {
  return output
    .split(/\r?\n/)
    .map((line) => line.split("\t"))
    .filter((parts) => parts[0] !== undefined && parts[0] !== "")
    .map(([label = "", description = ""]) => ({ label, description }));
}

export function newArguments(title: string, template: string): string[] {
  return ["new", "--template", template, "--", title];
}

/** The path in the line "wrote PATH" that the command ends with. */
export function writtenPath(output: string): string | undefined {
  return /^wrote (.+)$/m.exec(output)?.[1]?.trim();
}
