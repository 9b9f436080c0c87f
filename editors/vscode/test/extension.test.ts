/** The extension's own behaviour, with the editor's interface faked: no editor runs here. */

import assert from "node:assert/strict";
import Module from "node:module";
import { test } from "node:test";

interface Fake {
  readonly messages: string[];
  readonly commands: Map<string, () => unknown>;
  readonly status: { text: string };
}

function fakeEditor(settings: Record<string, unknown>): { readonly fake: Fake; readonly module: unknown } {
  const fake: Fake = { messages: [], commands: new Map(), status: { text: "" } };
  const nothing = { dispose(): void { /* nothing to free */ } };
  const module = {
    LanguageStatusSeverity: { Information: 0, Warning: 1, Error: 2 },
    Uri: { parse: (value: string): string => value },
    env: { openExternal: (): Promise<boolean> => Promise.resolve(true) },
    extensions: { getExtension: (): undefined => undefined },
    languages: { createLanguageStatusItem: (): unknown => Object.assign(fake.status, nothing) },
    commands: {
      registerCommand: (name: string, run: () => unknown): unknown => {
        fake.commands.set(name, run);
        return nothing;
      },
      executeCommand: (): Promise<void> => Promise.resolve(),
    },
    window: {
      createOutputChannel: (): unknown => ({ ...nothing, info() { /* quiet */ }, warn() { /* quiet */ }, error() { /* quiet */ }, show() { /* quiet */ } }),
      showErrorMessage: (message: string): Promise<undefined> => {
        fake.messages.push(message);
        return Promise.resolve(undefined);
      },
    },
    workspace: {
      isTrusted: true,
      workspaceFolders: undefined,
      getConfiguration: () => ({ get: (name: string, fallback: unknown): unknown => settings[name] ?? fallback }),
      onDidChangeConfiguration: (): unknown => nothing,
      onDidGrantWorkspaceTrust: (): unknown => nothing,
    },
  };
  return { fake, module };
}

interface Extension {
  activate(context: { subscriptions: unknown[] }): Promise<void>;
  deactivate(): Promise<void>;
}

interface Loader {
  _load(request: string, ...rest: unknown[]): unknown;
}

/** Loads the extension with `vscode` and the language client replaced. */
function load(vscode: unknown): Extension {
  const loader = Module as unknown as Loader;
  const original = loader._load.bind(loader);
  loader._load = (request, ...rest): unknown => (request === "vscode" ? vscode : original(request, ...rest));
  try {
    const bundle = require.resolve("../dist/extension.js");
    Reflect.deleteProperty(require.cache, bundle);
    return require(bundle) as Extension;
  } finally {
    loader._load = original;
  }
}

const CLIENT_NEEDS = new Proxy(class {}, { get: (target, name) => (name === "prototype" ? target.prototype : undefined) });

function editorWith(settings: Record<string, unknown>): { readonly fake: Fake; readonly extension: Extension } {
  const { fake, module } = fakeEditor(settings);
  const anything = new Proxy(module as Record<string, unknown>, {
    get: (target, name: string) => target[name] ?? CLIENT_NEEDS,
  });
  return { fake, extension: load(anything) };
}

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
  assert.deepEqual([...fake.commands.keys()].sort(), ["pm-lint.newPostmortem", "pm-lint.restart", "pm-lint.showOutput"]);
});

test("a new postmortem needs a folder", async () => {
  const { fake, extension } = editorWith({ enable: false });
  await extension.activate({ subscriptions: [] });
  await fake.commands.get("pm-lint.newPostmortem")?.();
  assert.match(fake.messages[0] ?? "", /Open the folder/);
});
