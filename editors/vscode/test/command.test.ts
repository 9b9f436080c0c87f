import assert from "node:assert/strict";
import { test } from "node:test";

import { candidates, choose, serverArguments, type Situation } from "../src/command";
import { timelineDocument } from "../src/timeline";
import { newArguments, parseTemplates, writtenPath } from "../src/newPostmortem";

const PLAIN: Situation = {
  path: [],
  interpreter: [],
  selectedPython: undefined,
  importStrategy: "fromEnvironment",
  folders: ["/home/ana/incidents"],
  trusted: true,
  platform: "linux",
};

const commands = (situation: Situation): string[] => candidates(situation).map((one) => one.command);

test("the setting comes before everything else", () => {
  const found = candidates({ ...PLAIN, path: ["/opt/pm-lint", "--plugin", "acme"] });
  assert.deepEqual(found.map((one) => [one.command, ...one.prefix]), [["/opt/pm-lint", "--plugin", "acme"]]);
});

test("the environment comes before the PATH, and that before uvx and pipx", () => {
  assert.deepEqual(commands({ ...PLAIN, selectedPython: "/envs/a/bin/python" }), [
    "/envs/a/bin/python",
    "/home/ana/incidents/.venv/bin/python",
    "/home/ana/incidents/venv/bin/python",
    "pm-lint",
    "uvx",
    "pipx",
  ]);
});

test("Windows has its own folder", () => {
  const found = commands({ ...PLAIN, platform: "win32", folders: ["C:\\incidents"] });
  assert.equal(found[0], "C:\\incidents\\.venv\\Scripts\\python.exe");
});

test("nothing of an untrusted workspace is run", () => {
  const found = commands({ ...PLAIN, trusted: false, path: ["./evil"], interpreter: ["./evil"] });
  assert.deepEqual(found, ["pm-lint", "uvx", "pipx"]);
});

test("useBundled takes the released version", () => {
  assert.deepEqual(commands({ ...PLAIN, importStrategy: "useBundled" }), ["uvx", "pipx"]);
});

test("the first that works is chosen, and the others are told", async () => {
  const { chosen, tried } = await choose(candidates(PLAIN), (command) =>
    Promise.resolve(command === "pm-lint" ? undefined : "there is no such program"),
  );
  assert.equal(chosen?.origin, "the PATH");
  assert.equal(tried.length, 2);
  assert.match(tried[0] ?? "", /\.venv.*no such program/);
});

test("none may work", async () => {
  const { chosen, tried } = await choose(candidates(PLAIN), () => Promise.resolve("no"));
  assert.equal(chosen, undefined);
  assert.equal(tried.length, 5);
});

test("arguments come after the command", () => {
  const found = serverArguments({ command: "python", prefix: ["-m", "pm_lint"], origin: "" }, ["--stdio"]);
  assert.deepEqual(found, ["-m", "pm_lint", "server", "--stdio"]);
});

test("templates, arguments and the written path", () => {
  assert.deepEqual(parseTemplates("google-sre  The book of Google\r\nminimal\tSmall.\nown\n"), [
    { label: "google-sre", description: "The book of Google" },
    { label: "minimal", description: "Small." },
    { label: "own", description: "" },
  ]);
  assert.deepEqual(newArguments("Checkout was slow", "minimal"), ["new", "--template", "minimal", "Checkout was slow"]);
  assert.deepEqual(newArguments("--output=x", "minimal"), ["new", "--template", "minimal", "output=x"]);
  assert.equal(writtenPath("wrote postmortems/2026 a.md\n"), "postmortems/2026 a.md");
  assert.equal(writtenPath("nothing"), undefined);
});

test("a chart becomes a fenced document that nothing in it can end", () => {
  assert.equal(timelineDocument("gantt\n  title A\n"), "```mermaid\ngantt\n  title A\n```\n");
  assert.match(timelineDocument("gantt\n```\n<script>") ?? "", /^````mermaid\n[^]*\n````\n$/);
  for (const nothing of [undefined, null, "", 7, { chart: "gantt" }]) {
    assert.equal(timelineDocument(nothing), undefined);
  }
});
