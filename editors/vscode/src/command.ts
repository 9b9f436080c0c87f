/** Which program is the server: what could be run, in order, and which of it works. Knows nothing of the editor. */

import * as path from "node:path";

/** A command that may start pm-lint, and where it was found. */
export interface Candidate {
  readonly command: string;
  /** Arguments before pm-lint's own, such as `-m pm_lint`. */
  readonly prefix: readonly string[];
  /** For people: "the setting pm-lint.path". */
  readonly origin: string;
}

/** What the user and the machine say. */
export interface Situation {
  readonly path: readonly string[];
  readonly interpreter: readonly string[];
  /** The Python that the Python extension has selected, if any. */
  readonly selectedPython: string | undefined;
  readonly importStrategy: "fromEnvironment" | "useBundled";
  readonly folders: readonly string[];
  readonly trusted: boolean;
  readonly platform: NodeJS.Platform;
}

const MODULE = ["-m", "pm_lint"] as const;
const PACKAGE = "pm-lint[lsp]";

/** Every command worth trying, the user's own choice first. Programs inside an untrusted workspace are left out. */
export function candidates(situation: Situation): Candidate[] {
  const found: Candidate[] = [];
  const [command, ...prefix] = situation.path;
  if (command !== undefined && situation.trusted) {
    return [{ command, prefix, origin: "the setting pm-lint.path" }];
  }
  if (situation.importStrategy === "fromEnvironment") {
    found.push(...fromEnvironment(situation));
  }
  found.push(
    { command: "uvx", prefix: ["--from", PACKAGE, "pm-lint"], origin: "uvx" },
    { command: "pipx", prefix: ["run", "--spec", PACKAGE, "pm-lint"], origin: "pipx" },
  );
  return found;
}

function fromEnvironment(situation: Situation): Candidate[] {
  const found: Candidate[] = [];
  if (situation.trusted) {
    const [python, ...rest] = situation.interpreter;
    if (python !== undefined) {
      return [{ command: python, prefix: [...rest, ...MODULE], origin: "the setting pm-lint.interpreter" }];
    }
    if (situation.selectedPython !== undefined) {
      found.push({ command: situation.selectedPython, prefix: [...MODULE], origin: "the selected Python" });
    }
    for (const folder of situation.folders) {
      for (const name of [".venv", "venv"]) {
        found.push({ command: pythonOf(folder, name, situation.platform), prefix: [...MODULE], origin: name });
      }
    }
  }
  found.push({ command: "pm-lint", prefix: [], origin: "the PATH" });
  return found;
}

function pythonOf(folder: string, environment: string, platform: NodeJS.Platform): string {
  return platform === "win32"
    ? path.win32.join(folder, environment, "Scripts", "python.exe")
    : path.posix.join(folder, environment, "bin", "python");
}

/** Whether a command runs; the reason where it does not. */
export type Probe = (command: string, args: readonly string[]) => Promise<string | undefined>;

export interface Choice {
  readonly chosen: Candidate | undefined;
  /** What was tried before, and why it was not taken; one line each. */
  readonly tried: readonly string[];
}

/** The first candidate whose `server --help` works, which needs pm-lint with its language server. */
export async function choose(options: readonly Candidate[], probe: Probe): Promise<Choice> {
  const tried: string[] = [];
  for (const candidate of options) {
    const problem = await probe(candidate.command, [...candidate.prefix, "server", "--check"]);
    if (problem === undefined) {
      return { chosen: candidate, tried };
    }
    tried.push(`${candidate.origin} (${[candidate.command, ...candidate.prefix].join(" ")}): ${problem}`);
  }
  return { chosen: undefined, tried };
}

/** The words after the command that start the server. */
export function serverArguments(candidate: Candidate, args: readonly string[]): string[] {
  return [...candidate.prefix, "server", ...args];
}
