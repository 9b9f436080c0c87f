/** The editor's interface, faked as far as the extension and its language client ask for it: no editor runs here. */

import Module, { createRequire } from "node:module";
import path from "node:path";

/** What a test sees of the editor. */
export interface Fake {
  readonly messages: string[];
  readonly commands: Map<string, (...args: unknown[]) => unknown>;
  readonly status: { text: string };
  /** The contents of the documents that the extension opened. */
  readonly opened: string[];
}

export interface Extension {
  activate(context: { subscriptions: unknown[] }): Promise<void>;
  deactivate(): Promise<void>;
}

type Members = Record<string, unknown>;

/** An object that has every member, each of which can be called, made anew and read; `own` are the real ones. */
function anything(own: Members = {}): unknown {
  const made = function made(): void { /* does nothing */ };
  return new Proxy(made, {
    get: (target, name) => {
      if (typeof name === "symbol" || name === "then") {
        return undefined; // it is no promise and cannot be iterated
      }
      return name === "prototype" ? (target.prototype as unknown) : (own[name] ??= anything());
    },
    apply: () => anything(),
    construct: () => anything() as object,
  });
}

function fakeEditor(settings: Members): { readonly fake: Fake; readonly editor: Members } {
  const fake: Fake = { messages: [], commands: new Map(), status: { text: "" }, opened: [] };
  const nothing = { dispose(): void { /* nothing to free */ } };
  const say = (message: string): Promise<undefined> => {
    fake.messages.push(message);
    return Promise.resolve(undefined);
  };
  const editor: Members = {
    LanguageStatusSeverity: { Information: 0, Warning: 1, Error: 2 },
    ViewColumn: { Beside: -2 },
    Uri: anything({ parse: (value: string): string => value }),
    env: { language: "en", appName: "fake", openExternal: (): Promise<boolean> => Promise.resolve(true) },
    version: "1.91.0",
    extensions: { getExtension: (): undefined => undefined },
    languages: anything({ createLanguageStatusItem: (): unknown => Object.assign(fake.status, nothing) }),
    commands: anything({
      registerCommand: (name: string, run: (...args: unknown[]) => unknown): unknown => {
        fake.commands.set(name, run);
        return { dispose: (): boolean => fake.commands.delete(name) };
      },
      executeCommand: (): Promise<void> => Promise.resolve(),
    }),
    window: anything({
      createOutputChannel: (): unknown => anything(),
      showErrorMessage: say,
      showInformationMessage: say,
      showTextDocument: (): Promise<void> => Promise.resolve(),
      activeTextEditor: null,
      visibleTextEditors: [],
      tabGroups: anything({ all: [] }),
    }),
    workspace: anything({
      isTrusted: true,
      textDocuments: [],
      notebookDocuments: [],
      workspaceFolders: [],
      getConfiguration: () => ({ get: (name: string, fallback: unknown): unknown => settings[name] ?? fallback }),
      openTextDocument: ({ content }: { content: string }): Promise<unknown> => {
        fake.opened.push(content);
        return Promise.resolve({});
      },
    }),
  };
  return { fake, editor };
}

interface Loader {
  _load(request: string, ...rest: unknown[]): unknown;
}

const required = createRequire(path.resolve("package.json"));

/** The built extension in an editor with these settings. */
export function editorWith(settings: Members): { readonly fake: Fake; readonly extension: Extension } {
  const { fake, editor } = fakeEditor(settings);
  const vscode = new Proxy(editor, {
    get: (own, name) => (typeof name === "symbol" || name === "__esModule" ? undefined : (own[name] ??= anything())),
  });
  const loader = Module as unknown as Loader;
  const original = loader._load.bind(loader);
  loader._load = (request, ...rest): unknown => (request === "vscode" ? vscode : original(request, ...rest));
  try {
    const bundle = required.resolve("./dist/extension.js");
    Reflect.deleteProperty(required.cache, bundle);
    return { fake, extension: required(bundle) as Extension };
  } finally {
    loader._load = original;
  }
}
