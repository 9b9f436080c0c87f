/** The extension's own behaviour in a faked editor, and with the real language client and server behind it. */

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

import { editorWith } from "./fakeEditor";

const OWN = ["pm-lint.newPostmortem", "pm-lint.restart", "pm-lint.showOutput"];
const SERVER = [process.env["PM_LINT_PYTHON"] ?? "python3", "-m", "pm_lint"];
const INCIDENT = `# Outage of the queue

**Date**: 2026-03-04

## Timeline (UTC)

- 10:02 The consumers stop
- 10:09 An alert fires
- 10:40 The queue is drained and the incident is over
`;

test("without pm-lint a message says what to do, and the status shows it", async () => {
  const { fake, extension } = editorWith({ path: ["no-such-program"] });
  await extension.activate({ subscriptions: [] });
  assert.equal(fake.status.text, "pm-lint: not installed");
  assert.match(fake.messages[0] ?? "", /pip install "pm-lint\[lsp\]"/);
  await extension.deactivate();
});

test("notifications can be turned off", async () => {
  const { fake, extension } = editorWith({ path: ["no-such-program"], showNotifications: "off" });
  await extension.activate({ subscriptions: [] });
  assert.deepEqual(fake.messages, []);
});

test("nothing is started when it is turned off, and the commands are there", async () => {
  const { fake, extension } = editorWith({ enable: false });
  await extension.activate({ subscriptions: [] });
  assert.equal(fake.status.text, "pm-lint: off");
  assert.deepEqual([...fake.commands.keys()].sort(), OWN);
});

test("a new postmortem needs a folder", async () => {
  const { fake, extension } = editorWith({ enable: false });
  await extension.activate({ subscriptions: [] });
  await fake.commands.get("pm-lint.newPostmortem")?.();
  assert.match(fake.messages[0] ?? "", /Open the folder/);
});

test("the server runs, draws a timeline on command, starts anew and ends with the extension", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "pm-lint-"));
  const { fake, extension } = editorWith({ path: SERVER });
  try {
    await extension.activate({ subscriptions: [] });
    assert.equal(fake.status.text, "pm-lint: running from the setting pm-lint.path");
    assert.deepEqual([...fake.commands.keys()].sort(), [...OWN, "pm-lint.showTimeline"]);
    const file = path.join(folder, "queue.md");
    writeFileSync(file, INCIDENT);
    await fake.commands.get("pm-lint.showTimeline")?.(pathToFileURL(file).href);
    assert.match(fake.opened[0] ?? "", /^```mermaid\ngantt\n[^`]*10\.09 An alert fires[^`]*```\n$/);
    await fake.commands.get("pm-lint.restart")?.();
    assert.equal(fake.status.text, "pm-lint: running from the setting pm-lint.path");
    writeFileSync(file, "# Outage\n");
    await fake.commands.get("pm-lint.showTimeline")?.(pathToFileURL(file).href);
    assert.match(fake.messages[0] ?? "", /no timeline/);
  } finally {
    rmSync(folder, { recursive: true });
    await extension.deactivate();
  }
  assert.deepEqual([...fake.commands.keys()].sort(), OWN);
});
