/** The client half against the real server, over standard input and output. */

import assert from "node:assert/strict";
import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { test } from "node:test";
import { createMessageConnection, StreamMessageReader, StreamMessageWriter, type MessageConnection } from "vscode-jsonrpc/node";

import { choose, serverArguments, type Candidate } from "../src/command";
import { probe } from "../src/probe";

const python = process.env["PM_LINT_PYTHON"] ?? "python3";
const candidate: Candidate = { command: python, prefix: ["-m", "pm_lint"], origin: "the test" };
const uri = "file:///incidents/2026-queue.md";
const text = "# Outage 🔥\n\n🔥 <!-- pm-lint-disable-line secret -->\n";

interface Diagnostic {
  readonly code: string;
  readonly range: { readonly start: { readonly line: number; readonly character: number } };
}
interface Published {
  readonly uri: string;
  readonly version: number;
  readonly diagnostics: readonly Diagnostic[];
}
interface Action {
  readonly title: string;
  readonly edit: {
    readonly documentChanges: readonly { readonly edits: readonly { readonly newText: string }[] }[];
  };
}

function published(connection: MessageConnection, version: number): Promise<Published> {
  return new Promise((resolve) => {
    const subscription = connection.onNotification("textDocument/publishDiagnostics", (found: Published) => {
      if (found.version === version) {
        subscription.dispose();
        resolve(found);
      }
    });
  });
}

/** Opens a session, works in it, and ends the server whatever happens; gives its exit code. */
async function session(work: (connection: MessageConnection) => Promise<void>): Promise<number | null> {
  const server: ChildProcessWithoutNullStreams = spawn(candidate.command, serverArguments(candidate, []));
  const ended = new Promise<number | null>((resolve) => server.once("exit", resolve));
  const connection = createMessageConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
  connection.listen();
  try {
    await connection.sendRequest("initialize", {
      processId: process.pid,
      rootUri: null,
      capabilities: { workspace: { workspaceEdit: { documentChanges: true } } },
      initializationOptions: { debounce: 10 },
    });
    await connection.sendNotification("initialized", {});
    await work(connection);
    await connection.sendNotification("exit");
    return await ended;
  } finally {
    connection.dispose();
    server.kill();
  }
}

test("the server is found where it is installed", async () => {
  const { chosen, tried } = await choose([candidate], probe);
  assert.equal(chosen, candidate, tried.join("\n"));
});

test("a program that is none is named", async () => {
  const missing: Candidate = { command: "no-such-program", prefix: [], origin: "nowhere" };
  const { chosen, tried } = await choose([missing], probe);
  assert.equal(chosen, undefined);
  assert.match(tried[0] ?? "", /nowhere.*no such program/);
});

test("open, find, fix, and no finding is left", async () => {
  const code = await session(async (connection) => {
    const first = published(connection, 1);
    await connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri, languageId: "markdown", version: 1, text },
    });
    const unused = (await first).diagnostics.find((one) => one.code === "unused-suppression");
    assert.deepEqual(unused?.range.start, { line: 2, character: 3 }); // the emoji counts two UTF-16 units
    const actions = await connection.sendRequest<Action[]>("textDocument/codeAction", {
      textDocument: { uri },
      range: unused.range,
      context: { diagnostics: [] },
    });
    const fix = actions.find((one) => one.title === "Remove the unused suppression");
    assert.equal(fix?.edit.documentChanges[0]?.edits[0]?.newText, "");
    const second = published(connection, 2);
    await connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version: 2 },
      contentChanges: [{ text: "# Outage 🔥\n\n🔥\n" }],
    });
    assert.equal((await second).diagnostics.find((one) => one.code === "unused-suppression"), undefined);
    await connection.sendRequest("shutdown");
  });
  assert.equal(code, 0);
});

test("a request after shutdown is refused, and the server still ends", async () => {
  const code = await session(async (connection) => {
    await connection.sendRequest("shutdown");
    const place = { textDocument: { uri }, position: { line: 0, character: 0 } };
    await assert.rejects(connection.sendRequest("textDocument/hover", place), /shutting down/);
  });
  assert.equal(code, 0);
});
