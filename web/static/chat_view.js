// Draws the conversation. Words are always set as text, never as markup.

const NEAR_THE_END = 160; // pixels; whoever has scrolled further up is reading, not waiting
const MARGIN = 24;

export class View {
  constructor(page, settings, press) {
    this.log = page.querySelector("#log");
    this.typing = page.querySelector("#typing");
    this.connection = page.querySelector("#connection");
    this.mark = page.querySelector("#office-mark");
    this.words = settings.words;
    this.settings = settings;
    this.press = press;
    this.drawn = new Map(); // line id, or the id the browser gave, to its element
    this.day = "";
    this.retired = []; // the buttons the last own words took away
    const zone = { timeZone: "Asia/Bangkok" };
    const locale = settings.language === "th" ? "th-TH" : "en-GB";
    this.clock = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", ...zone });
    this.calendar = new Intl.DateTimeFormat(locale, { dateStyle: "long", ...zone });
  }

  // Draw a line of the desk's memory, unless it is there already.
  line(line, photo) {
    if (this.drawn.has(line.id)) return false;
    const own = line.said && this.drawn.get(line.said);
    if (own) {
      this.drawn.set(line.id, own);
      this.state(own, "received", "");
      return false;
    }
    const element = this.#message(line, new Date(line.at));
    this.drawn.set(line.id, element);
    if (line.said) this.drawn.set(line.said, element);
    if (line.mine) this.state(element, "received", "");
    if (line.attachment) this.#attachment(element, line, photo);
    return true;
  }

  // Draw what was said just now, or change the state of what is drawn.
  own(said, state, words, file) {
    let element = this.drawn.get(said.id);
    if (!element) {
      element = this.#message({ mine: true, text: said.label || said.text || "" }, new Date());
      this.drawn.set(said.id, element);
      if (file) this.#picture(element, file);
      this.follow();
    }
    this.state(element, state, words);
    return element;
  }

  state(element, state, words) {
    const place = element.querySelector(".message-state");
    if (element.dataset.state === state && !words) return;
    const stay = this.atTheEnd();
    element.dataset.state = state;
    const said = { sending: this.words.sending, waiting: this.words.notSent,
      received: `✓ ${this.words.received}`, refused: words || this.words.refused };
    if (place.contains(document.activeElement)) element.focus();
    place.replaceChildren(document.createTextNode(said[state]));
    if (state === "waiting") place.append(this.#button("retry button-quiet", this.words.retry, () => {
      this.state(element, "sending", "");
      this.retry();
    }));
    if (state === "refused" && this.log.lastElementChild === element) this.#restoreButtons();
    if (stay && state !== "received") this.follow();
  }

  busy(yes) {
    this.typing.hidden = !yes;
    if (yes && this.atTheEnd()) this.follow();
  }

  connected(yes) {
    this.connection.textContent = yes ? "" : this.words.offline;
    this.connection.hidden = yes;
  }

  // Say something about this device. Returns what takes it away again.
  notice(words) {
    const element = document.createElement("p");
    element.className = "log-notice";
    element.textContent = words;
    this.log.append(element);
    this.follow();
    return () => element.remove();
  }

  // Say whether the end is in sight: only then may the window move by itself.
  atTheEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.log;
    return scrollHeight - scrollTop - clientHeight < NEAR_THE_END;
  }

  // Move to the end, but never past the beginning of what is new.
  follow(from = null) {
    const { scrollHeight, clientHeight } = this.log;
    const beginning = from ? from.offsetTop - this.log.offsetTop - MARGIN : scrollHeight;
    this.log.scrollTop = Math.min(scrollHeight - clientHeight, beginning);
  }

  #message(line, at) {
    this.#separateDays(at);
    const element = document.createElement("div");
    element.className = line.mine ? "message message-own" : "message message-office";
    element.tabIndex = -1;
    const bubble = this.#bubble(line);
    const foot = document.createElement("div");
    foot.className = "message-foot";
    const time = document.createElement("time");
    time.dateTime = at.toISOString();
    time.textContent = this.clock.format(at);
    const state = document.createElement("span");
    state.className = "message-state";
    foot.append(time, state);
    element.append(bubble, foot);
    if (line.mine) this.#retireButtons();
    else element.prepend(this.mark.content.cloneNode(true));
    if (line.buttons) foot.before(this.#choices(line.buttons, element));
    this.log.append(element);
    return element;
  }

  #bubble(line) {
    const bubble = document.createElement("div");
    bubble.className = "bubble";
    const who = document.createElement("span");
    who.className = "visually-hidden";
    who.textContent = `${line.mine ? this.words.you : this.words.office}: `;
    bubble.append(who, document.createTextNode(line.text));
    if (line.picture) bubble.append(this.#officePicture(line));
    return bubble;
  }

  // A picture of the desk lies with us, whatever name the desk goes by here. Its words stand beside it.
  #officePicture({ picture, text }) {
    const { pathname, search } = new URL(picture.url, location.href);
    const image = document.createElement("img");
    image.alt = text.split("\n")[0];
    image.addEventListener("load", () => { if (this.atTheEnd()) this.follow(); });
    image.src = pathname + search;
    return image;
  }

  #choices(buttons, message) {
    // "menu" leads away from here and stands back; "menu:waste" is what somebody came for.
    const { quiet: verbs, quietAlone } = this.settings;
    const quiet = ({ value = "" }) => verbs.includes(value.split(":")[0]) || quietAlone.includes(value);
    const rows = [buttons.filter((button) => !quiet(button)), buttons.filter(quiet)];
    const box = document.createDocumentFragment();
    for (const row of rows.filter(({ length }) => length)) {
      const place = document.createElement("div");
      place.className = row === rows[1] ? "choices choices-quiet" : "choices";
      place.append(...row.map((button) => (button.url ? this.#link(button) : this.#choice(button, message))));
      box.append(place);
    }
    return box;
  }

  #choice({ label, value }, message) {
    const button = this.#button("choice", label, () => this.press(value, label, message));
    button.dataset.lasting = this.settings.lasting.includes(value.split(":")[0]);
    return button;
  }

  // A page that goes on with this conversation opens in its place, unless another site frames us.
  #link({ label, url, inside }) {
    const link = document.createElement("a");
    link.className = "choice choice-link";
    link.href = /^(https?|tel):/i.test(url) ? url : "#";
    if (inside && parent === window) {
      link.append(label);
      return link;
    }
    link.target = "_blank";
    link.rel = "noopener";
    const hint = document.createElement("span");
    hint.className = "visually-hidden";
    hint.textContent = ` ${this.words.opensNewWindow}`;
    link.append(label, hint);
    return link;
  }

  #button(kind, label, whenPressed) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = kind;
    button.textContent = label;
    button.addEventListener("click", whenPressed);
    return button;
  }

  // An answered question keeps no buttons; those about a case stay, they never grow old.
  #retireButtons() {
    const spent = [...this.log.querySelectorAll('.choice[data-lasting="false"]')];
    const boxes = [...new Set(spent.map((button) => button.parentElement))];
    this.retired = boxes.map((box) => (
      { box, buttons: [...box.children], around: box.parentElement, next: box.nextSibling }
    ));
    for (const button of spent) button.remove();
    for (const box of boxes) if (!box.childElementCount) box.remove();
  }

  // What was refused answered nothing: the question gets its buttons back.
  #restoreButtons() {
    for (const { box, buttons, around, next } of this.retired.splice(0).reverse()) {
      box.replaceChildren(...buttons);
      around.insertBefore(box, next);
    }
  }

  #separateDays(at) {
    const day = this.calendar.format(at);
    if (day === this.day) return;
    this.day = day;
    const element = document.createElement("p");
    element.className = "log-day";
    element.textContent = day;
    this.log.append(element);
  }

  #attachment(element, line, photo) {
    const isPhoto = line.attachment.media_type.startsWith("image/");
    this.#fileName(element, isPhoto);
    if (isPhoto) photo(line.id).then((blob) => this.#picture(element, blob), () => {});
  }

  #picture(element, blob) {
    const isPhoto = blob.type.startsWith("image/");
    const name = this.#fileName(element, isPhoto);
    if (!isPhoto) return;
    const stay = this.atTheEnd();
    const picture = document.createElement("img");
    picture.alt = this.words.photo;
    picture.addEventListener("load", () => {
      URL.revokeObjectURL(picture.src);
      name.replaceWith(picture);
      if (stay) this.follow();
    });
    picture.src = URL.createObjectURL(blob);
  }

  // Name a file in words: what is seen until, or instead of, its picture.
  #fileName(element, isPhoto) {
    const bubble = element.querySelector(".bubble");
    const name = bubble.querySelector(".file-name") ?? document.createElement("span");
    name.className = "file-name";
    name.textContent = isPhoto ? this.words.photo : this.words.document;
    bubble.append(name);
    return name;
  }
}
