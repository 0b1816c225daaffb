/** An editor as far as its YAML goes: yaml-language-server, over the protocol by which editors speak to it. */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

/** What is wrong with a text, and in which line, counted from 1. */
export interface Complaint {
  readonly line: number;
  readonly message: string;
}

interface Place {
  readonly line: number;
  readonly character: number;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: {
    readonly items?: readonly { section: string }[];
    readonly uri?: string;
    readonly diagnostics?: readonly Diagnostic[];
  };
  readonly result?: unknown;
}

interface Diagnostic {
  readonly range: { readonly start: Place };
  readonly message: string;
}

interface Completion {
  readonly label: string;
}

/** Where the cursor is in a text given to `complete` and `hover`. */
const CURSOR = "▮";

const require = createRequire(import.meta.url);
const SERVER = join(dirname(require.resolve("yaml-language-server/package.json")), "bin/yaml-language-server");

export class Editor {
  readonly #server: ChildProcessWithoutNullStreams;
  readonly #yamlSettings: Readonly<Record<string, unknown>>;
  /** Who waits for the answer to a request, by its number, and for the diagnostics of a file, by its address. */
  readonly #waiting = new Map<number | string, (answer: unknown) => void>();
  #received = Buffer.alloc(0);
  #requests = 0;

  /** Starts one with a user's `yaml` settings. Nothing is fetched from the network. */
  static async start(yamlSettings: Readonly<Record<string, unknown>>): Promise<Editor> {
    const editor = new Editor({ schemaStore: { enable: false }, kubernetesCRDStore: { enable: false }, ...yamlSettings });
    const capabilities = { workspace: { configuration: true }, textDocument: { hover: { contentFormat: ["plaintext"] } } };
    await editor.#request("initialize", { processId: process.pid, rootUri: pathToFileURL(resolve(".")).href, capabilities });
    editor.#send({ method: "initialized", params: {} });
    editor.#send({ method: "workspace/didChangeConfiguration", params: { settings: null } });
    return editor;
  }

  private constructor(yamlSettings: Readonly<Record<string, unknown>>) {
    this.#yamlSettings = yamlSettings;
    this.#server = spawn(process.execPath, [SERVER, "--stdio"]);
    this.#server.stdout.on("data", (bytes: Buffer) => this.#receive(bytes));
  }

  stop(): void {
    this.#server.kill();
  }

  /** Opens a text as the file of this path, which need not be there, and tells what is marked in it. */
  async open(path: string, text: string): Promise<Complaint[]> {
    const uri = uriOf(path);
    const published = this.#answer<readonly Diagnostic[]>(uri);
    this.#send({ method: "textDocument/didOpen", params: { textDocument: { uri, languageId: "yaml", version: 1, text } } });
    return (await published).map(({ range, message }) => ({ line: range.start.line + 1, message }));
  }

  /** What is offered at the cursor of a new file of this name. */
  async complete(name: string, textWithCursor: string): Promise<string[]> {
    const { items } = (await this.#ask("completion", name, textWithCursor)) as { items: readonly Completion[] };
    return items.map(({ label }) => label);
  }

  /** What is shown for the word at the cursor of a new file of this name. */
  async hover(name: string, textWithCursor: string): Promise<string> {
    const shown = (await this.#ask("hover", name, textWithCursor)) as { contents: { value: string } } | null;
    return shown?.contents.value ?? "";
  }

  async #ask(what: "completion" | "hover", name: string, textWithCursor: string): Promise<unknown> {
    const path = join(`new-${this.#requests}`, name);
    await this.open(path, textWithCursor.replace(CURSOR, ""));
    const before = textWithCursor.slice(0, textWithCursor.indexOf(CURSOR)).split("\n");
    const position: Place = { line: before.length - 1, character: before.at(-1)?.length as number };
    return this.#request(`textDocument/${what}`, { textDocument: { uri: uriOf(path) }, position });
  }

  #request(method: string, params: unknown): Promise<unknown> {
    const id = ++this.#requests;
    const answer = this.#answer(id);
    this.#send({ id, method, params });
    return answer;
  }

  #answer<T>(key: number | string): Promise<T> {
    return new Promise((done) => this.#waiting.set(key, done as (answer: unknown) => void));
  }

  #send(message: object): void {
    const text = JSON.stringify({ jsonrpc: "2.0", ...message });
    this.#server.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }

  /** Takes bytes in, and handles each message that is complete with them. */
  #receive(bytes: Buffer): void {
    this.#received = Buffer.concat([this.#received, bytes]);
    for (;;) {
      const end = this.#received.indexOf("\r\n\r\n");
      if (end < 0) return;
      const length = Number(/Content-Length: (\d+)/.exec(this.#received.toString("latin1", 0, end))?.[1]);
      const start = end + 4;
      if (this.#received.length < start + length) return;
      const message = this.#received.toString("utf8", start, start + length);
      this.#received = this.#received.subarray(start + length);
      this.#handle(JSON.parse(message));
    }
  }

  #handle({ id, method, params, result }: Message): void {
    if (method === "textDocument/publishDiagnostics") this.#settle(params?.uri as string, params?.diagnostics);
    else if (method === undefined) this.#settle(id as number, result);
    else if (id !== undefined)
      this.#send({ id, result: params?.items?.map(({ section }) => (section === "yaml" ? this.#yamlSettings : null)) ?? null });
  }

  #settle(key: number | string, answer: unknown): void {
    this.#waiting.get(key)?.(answer);
    this.#waiting.delete(key);
  }
}

function uriOf(path: string): string {
  return pathToFileURL(resolve(path)).href;
}
