// Talks to the desk. The secret of the conversation travels in a header and nowhere else.

import { remember, remembered } from "./chat_storage.js";

const PATIENCE = 20_000; // milliseconds until a request without an answer counts as lost
const WAIT = 8; // seconds the desk holds a question for news

// The desk answered, and the answer is no. `passing`: the same may succeed later.
export class Refused extends Error {
  constructor(status, words, retryAfter) {
    super(words);
    this.status = status;
    this.passing = status === 429 || status >= 500;
    this.retryAfter = retryAfter;
  }
}

export class Transport {
  constructor(language, whenBegun) {
    this.language = language;
    this.whenBegun = whenBegun;
    this.secret = remembered("chat");
    this.beginning = null;
  }

  // Make sure that there is a conversation; several callers share one attempt.
  begin() {
    if (this.secret) return Promise.resolve();
    this.beginning ??= this.#start().finally(() => { this.beginning = null; });
    return this.beginning;
  }

  async send(said) {
    return this.#known("/chat/messages", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(said),
    });
  }

  async sendFile(id, file) {
    const form = new FormData();
    form.append("id", id);
    form.append("file", file, "file");
    return this.#known("/chat/files", { method: "POST", body: form, patience: PATIENCE * 6 });
  }

  // The lines after one; with `patiently` the desk answers as soon as there is one.
  async lines(after, patiently) {
    const query = {};
    if (after) query.after = after;
    if (patiently) query.wait = WAIT;
    const patience = PATIENCE + (patiently ? WAIT * 1000 : 0);
    return (await this.#known("/chat/messages", { query, patience })).lines;
  }

  async photo(lineId) {
    const response = await this.#ask(`/chat/files/${lineId}`, { headers: this.#secretHeader() });
    return response.blob();
  }

  async #start() {
    const response = await this.#ask("/chat/start", { method: "POST" });
    this.secret = (await response.json()).secret;
    remember("chat", this.secret);
    this.whenBegun();
  }

  // Ask as this conversation. One the desk has forgotten is begun anew, once.
  async #known(path, options, again = true) {
    await this.begin();
    const headers = { ...options.headers, ...this.#secretHeader() };
    const used = this.secret;
    try {
      return await (await this.#ask(path, { ...options, headers })).json();
    } catch (problem) {
      if (!(problem instanceof Refused) || problem.status !== 401 || !again) throw problem;
      if (this.secret === used) this.secret = null;
      return this.#known(path, options, false);
    }
  }

  #secretHeader() {
    return { Authorization: `Bearer ${this.secret}` };
  }

  async #ask(path, { query = {}, patience = PATIENCE, headers = {}, ...options }) {
    const address = `${path}?${new URLSearchParams({ ...query, lang: this.language })}`;
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), patience);
    try {
      const response = await fetch(address, {
        ...options,
        headers: { Accept: "application/json", ...headers },
        credentials: "omit",
        signal: stop.signal,
      });
      if (!response.ok) throw await refusal(response);
      return response;
    } finally {
      clearTimeout(timer);
    }
  }
}

async function refusal(response) {
  const told = await response.json().catch(() => ({}));
  const retryAfter = Number(response.headers.get("Retry-After")) || 0;
  return new Refused(response.status, told.error ?? "", retryAfter);
}
