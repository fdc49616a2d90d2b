// Sends what the resident says, one after the other, until the desk has it.

import { newId, remember, remembered } from "./chat_storage.js";
import { Refused } from "./chat_transport.js";

const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 30_000;

export class Outbox {
  // `show(said, state, words, file)` is told of each change: sending, waiting, received, refused.
  constructor(transport, show) {
    this.transport = transport;
    this.show = show;
    this.waiting = [];
    this.working = false;
    this.wake = () => {};
  }

  say(said, file = null) {
    const item = { said: { id: newId(), ...said }, file };
    this.waiting.push(item);
    this.#keep();
    this.show(item.said, "sending", "", item.file);
    this.#work();
    return item.said;
  }

  // Take up what an earlier visit could not send. Files are not kept: they may be large.
  resume(alreadyThere) {
    const kept = remembered("unsent") ?? [];
    for (const said of kept.filter(({ id }) => !alreadyThere.has(id))) {
      this.waiting.push({ said, file: null });
      this.show(said, "sending", "", null);
    }
    this.#keep();
    this.#work();
  }

  // Try at once instead of waiting for the end of the pause.
  hurry() {
    this.wake();
  }

  async #work() {
    if (this.working) return;
    this.working = true;
    let pause = FIRST_PAUSE;
    while (this.waiting.length) {
      const problem = await this.#attempt(this.waiting[0]);
      if (problem) {
        await this.#pause(Math.max(pause, problem.retryAfter * 1000 || 0));
        pause = Math.min(pause * 2, LONGEST_PAUSE);
      } else {
        pause = FIRST_PAUSE;
      }
    }
    this.working = false;
  }

  // Return the problem when it is worth trying again.
  async #attempt(item) {
    try {
      await (item.file
        ? this.transport.sendFile(item.said.id, item.file)
        : this.transport.send(item.said));
      this.#done(item, "received", "");
    } catch (problem) {
      if (!(problem instanceof Refused) || problem.passing) {
        this.show(item.said, "waiting", "", item.file);
        return problem;
      }
      this.#done(item, "refused", problem.message);
    }
    return null;
  }

  #done(item, state, words) {
    this.waiting = this.waiting.filter((other) => other !== item);
    this.#keep();
    this.show(item.said, state, words, item.file);
  }

  #pause(milliseconds) {
    const jitter = 0.75 + Math.random() / 2;
    return new Promise((resolve) => {
      this.wake = resolve;
      setTimeout(resolve, milliseconds * jitter);
    });
  }

  #keep() {
    remember("unsent", this.waiting.filter(({ file }) => !file).map(({ said }) => said));
  }
}
