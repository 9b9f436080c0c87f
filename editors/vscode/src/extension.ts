/** The extension: finds the server, talks to it, and says clearly what to do when there is none. */

import { execFile } from "node:child_process";
import * as path from "node:path";
import * as vscode from "vscode";
import { LanguageClient, State, type LanguageClientOptions, type ServerOptions } from "vscode-languageclient/node";

import { candidates, choose, serverArguments, type Candidate, type Situation } from "./command";
import { newArguments, parseTemplates, writtenPath } from "./newPostmortem";
import { probe } from "./probe";
import { SHOW_TIMELINE, timelineDocument } from "./timeline";

const LANGUAGES = ["markdown", "mdx", "quarto"];
const INSTALL = "https://github.com/pm-lint/pm-lint/tree/main/editors/vscode#setting-it-up";

let output: vscode.LogOutputChannel;
let status: vscode.LanguageStatusItem;
let client: LanguageClient | undefined;
let server: Candidate | undefined;
let starting: Promise<void> = Promise.resolve();

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  output = vscode.window.createOutputChannel("pm-lint", { log: true });
  status = vscode.languages.createLanguageStatusItem("pm-lint", LANGUAGES.map((language) => ({ language })));
  status.name = "pm-lint";
  status.command = { command: "pm-lint.showOutput", title: "Show output" };
  context.subscriptions.push(
    output,
    status,
    vscode.commands.registerCommand("pm-lint.restart", restart),
    vscode.commands.registerCommand("pm-lint.showOutput", () => {
      output.show();
    }),
    vscode.commands.registerCommand("pm-lint.newPostmortem", newPostmortem),
    vscode.workspace.onDidChangeConfiguration(async (event) => {
      if (event.affectsConfiguration("pm-lint")) {
        await restart();
      }
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(restart),
  );
  await restart();
}

export async function deactivate(): Promise<void> {
  await stop();
}

/** Starts anew; calls that come meanwhile wait for the one before. */
function restart(): Promise<void> {
  starting = starting.then(async () => {
    await stop();
    await start();
  });
  return starting;
}

async function stop(): Promise<void> {
  const running = client;
  client = undefined;
  await setRunning(false);
  if (running?.state === State.Running) {
    await running.dispose();
  }
}

async function start(): Promise<void> {
  if (!vscode.workspace.getConfiguration("pm-lint").get<boolean>("enable", true)) {
    show("off", vscode.LanguageStatusSeverity.Information);
    return;
  }
  show("starting", vscode.LanguageStatusSeverity.Information, true);
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  const { chosen, tried } = await choose(candidates(await situation()), (command, args) => probe(command, args, folder));
  for (const line of tried) {
    output.info(`not used: ${line}`);
  }
  server = chosen;
  if (chosen === undefined) {
    show("not installed", vscode.LanguageStatusSeverity.Error);
    await sayWhatToDo();
    return;
  }
  output.info(`using ${chosen.origin}: ${[chosen.command, ...chosen.prefix].join(" ")}`);
  client = makeClient(chosen, folder);
  try {
    await client.start();
    await setRunning(true);
    show(`running from ${chosen.origin}`, vscode.LanguageStatusSeverity.Information);
  } catch (error) {
    show("failed", vscode.LanguageStatusSeverity.Error);
    output.error(`the server did not start: ${String(error)}`);
    await notify("The pm-lint server did not start.", ["Show output"]);
  }
}

function makeClient(chosen: Candidate, folder: string | undefined): LanguageClient {
  const configuration = vscode.workspace.getConfiguration("pm-lint");
  const run = {
    command: chosen.command,
    args: serverArguments(chosen, configuration.get<string[]>("args", [])),
    ...(folder === undefined ? {} : { options: { cwd: folder } }),
  };
  const serverOptions: ServerOptions = { run, debug: run };
  const clientOptions: LanguageClientOptions = {
    documentSelector: LANGUAGES.flatMap((language) => [
      { language, scheme: "file" },
      { language, scheme: "untitled" },
    ]),
    initializationOptions: {
      debounce: configuration.get<number>("debounce", 200),
      documents: configuration.get<string>("documents", "postmortems"),
    },
    outputChannel: output,
    middleware: { executeCommand },
  };
  return new LanguageClient("pm-lint", "pm-lint", serverOptions, clientOptions);
}

/** Whether commands that need the server are offered. */
async function setRunning(running: boolean): Promise<void> {
  await vscode.commands.executeCommand("setContext", "pm-lint.running", running);
}

/** Carries out the server's commands; what it draws is shown beside the document. */
async function executeCommand(
  command: string,
  args: readonly unknown[],
  next: (command: string, args: unknown[]) => vscode.ProviderResult<unknown>,
): Promise<unknown> {
  if (command !== SHOW_TIMELINE) {
    return next(command, [...args]);
  }
  const uri = args[0] ?? vscode.window.activeTextEditor?.document.uri.toString();
  const content = uri === undefined ? undefined : timelineDocument(await next(command, [uri]));
  if (content === undefined) {
    await vscode.window.showInformationMessage("This document has no timeline that can be drawn.");
    return undefined;
  }
  const document = await vscode.workspace.openTextDocument({ language: "markdown", content });
  await vscode.window.showTextDocument(document, vscode.ViewColumn.Beside);
  return undefined;
}

async function situation(): Promise<Situation> {
  const configuration = vscode.workspace.getConfiguration("pm-lint");
  return {
    path: configuration.get<string[]>("path", []),
    interpreter: configuration.get<string[]>("interpreter", []),
    selectedPython: await selectedPython(),
    importStrategy: configuration.get<Situation["importStrategy"]>("importStrategy", "fromEnvironment"),
    folders: (vscode.workspace.workspaceFolders ?? []).map((one) => one.uri.fsPath),
    trusted: vscode.workspace.isTrusted,
    platform: process.platform,
  };
}

/** The part of the Python extension's interface that is used here. */
interface PythonExtension {
  readonly environments?: { getActiveEnvironmentPath(resource?: vscode.Uri): { readonly path: string } };
}

async function selectedPython(): Promise<string | undefined> {
  const extension = vscode.extensions.getExtension<PythonExtension>("ms-python.python");
  if (extension === undefined) {
    return undefined;
  }
  try {
    const python = extension.isActive ? extension.exports : await extension.activate();
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    return python.environments?.getActiveEnvironmentPath(folder).path;
  } catch (error) {
    output.warn(`the Python extension did not answer: ${String(error)}`);
    return undefined;
  }
}

function show(text: string, severity: vscode.LanguageStatusSeverity, busy = false): void {
  status.text = `pm-lint: ${text}`;
  status.severity = severity;
  status.busy = busy;
}

async function notify(message: string, actions: readonly string[]): Promise<string | undefined> {
  if (vscode.workspace.getConfiguration("pm-lint").get<string>("showNotifications", "onError") === "off") {
    return undefined;
  }
  const chosen = await vscode.window.showErrorMessage(message, ...actions);
  if (chosen === "Show output") {
    output.show();
  }
  return chosen;
}

async function sayWhatToDo(): Promise<void> {
  const trust = vscode.workspace.isTrusted ? "" : " Programs in this workspace are not run until you trust it.";
  const message =
    `pm-lint was not found.${trust} Install it in this workspace's environment with ` +
    '`pip install "pm-lint[lsp]"`, or set pm-lint.path.';
  const chosen = await notify(message, ["How to install", "Open settings", "Show output"]);
  if (chosen === "How to install") {
    await vscode.env.openExternal(vscode.Uri.parse(INSTALL));
  } else if (chosen === "Open settings") {
    await vscode.commands.executeCommand("workbench.action.openSettings", "pm-lint.path");
  }
}

/** Runs pm-lint itself and gives what it printed. */
function pmLint(args: readonly string[], cwd: string): Promise<string> {
  const chosen = server;
  if (chosen === undefined) {
    return Promise.reject(new Error("pm-lint was not found"));
  }
  return new Promise((resolve, reject) => {
    execFile(chosen.command, [...chosen.prefix, ...args], { cwd, windowsHide: true }, (error, stdout, stderr) => {
      if (error === null) {
        resolve(stdout);
      } else {
        reject(new Error(stderr.trim() || error.message));
      }
    });
  });
}

async function newPostmortem(): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  if (folder === undefined) {
    await vscode.window.showErrorMessage("Open the folder that your postmortems live in first.");
    return;
  }
  try {
    const templates = parseTemplates(await pmLint(["new", "--list"], folder));
    const title = await vscode.window.showInputBox({
      prompt: "What happened, as its users saw it",
      placeHolder: "Checkout answered with errors",
    });
    if (title === undefined || title.trim() === "") {
      return;
    }
    const template = await vscode.window.showQuickPick(templates, { placeHolder: "Template" });
    if (template === undefined) {
      return;
    }
    const written = writtenPath(await pmLint(newArguments(title, template.label), folder));
    if (written !== undefined) {
      const document = await vscode.workspace.openTextDocument(path.resolve(folder, written));
      await vscode.window.showTextDocument(document);
    }
  } catch (error) {
    output.error(String(error));
    await notify(`pm-lint could not write the postmortem: ${(error as Error).message}`, ["Show output"]);
  }
}
