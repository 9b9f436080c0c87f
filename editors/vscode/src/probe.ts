/** Runs a command once to see whether it works. */

import { execFile } from "node:child_process";

const PATIENCE = 60_000; // milliseconds; uvx and pipx may have to fetch the package first

/** Why `command args` does not run to a good end; undefined where it does. */
export function probe(command: string, args: readonly string[], cwd?: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile(command, [...args], { timeout: PATIENCE, windowsHide: true, cwd }, (error, _stdout, stderr) => {
      if (error === null) {
        resolve(undefined);
      } else if (error.code === "ENOENT") {
        resolve("there is no such program");
      } else {
        resolve(stderr.trim().split("\n").at(-1) ?? error.message);
      }
    });
  });
}
