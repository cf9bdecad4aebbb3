import type { TwilioAccount } from "./account.js";
import { readTwiml, type Element } from "./twiml.js";

export const CALL = `CA${"4".repeat(32)}`;
/** What we call it. */
export const CALL_ID = "44444444-4444-4444-4444-444444444444";
export const CALLER = "+12065550100";

const SILENT = ["Pause", "Redirect", "Reject", "Hangup"];

/** A telephone that follows the TwiML that it gets, one request at a time. */
export class Phone {
  /** What it follows now. */
  verbs: readonly Element[] = [];
  #requests = 0;
  #isAnswered: boolean;

  constructor(
    private readonly account: TwilioAccount,
    readonly sid: string,
    private readonly about: Record<string, string>,
  ) {
    this.#isAnswered = about["Direction"] !== "inbound";
  }

  /** Calls a number of ours. */
  static async call(
    account: TwilioAccount,
    to: string,
    sid = CALL,
    parameters: Record<string, string> = {},
  ): Promise<Phone> {
    const phone = new Phone(account, sid, { CallSid: sid, From: CALLER, To: to, Direction: "inbound" });
    await phone.#ask("/calls", { CallStatus: "ringing", ...parameters });
    return phone;
  }

  /** Answers the call that a request to Twilio has made. */
  static async answer(account: TwilioAccount, form: Readonly<Record<string, unknown>>, sid: string): Promise<Phone> {
    const about = { CallSid: sid, From: String(form["From"]), To: String(form["To"]), Direction: "outbound-api" };
    const phone = new Phone(account, sid, about);
    await phone.follow(String(form["Url"]));
    return phone;
  }

  /** The words that are heard now, and the files. */
  get heard(): string[] {
    return this.verbs.flatMap(({ name, children, text, attributes }) => {
      if (name === "Play" && attributes["digits"] !== undefined) return [`keys ${attributes["digits"]}`];
      return name === "Gather" ? children.map((child) => child.text) : name === "Say" ? [text] : [];
    });
  }

  /** The last thing that it is told. */
  get does(): string {
    return this.verbs.at(-1)?.name ?? "nothing";
  }

  /** The conference that it is in. */
  get room(): ReturnType<TwilioAccount["api"]["rooms"]["of"]> {
    return this.account.api.rooms.of(this.sid);
  }

  /** Leaves its conference by the key *, if that was allowed. */
  async pressStar(): Promise<void> {
    if (this.verbs.at(-1)?.attributes["hangupOnStar"] === "true")
      await this.follow(this.#action(), { DialCallStatus: "completed" });
  }

  /** What it is told in its conference, by the address in a request of ours; and that it has heard that. */
  async announced(form: Readonly<Record<string, unknown>>): Promise<readonly string[]> {
    const path = String(form["AnnounceUrl"]).replace(/^.*\/webhooks\/twilio/, "");
    const { text } = await this.account.webhook(path, this.about);
    const verbs = readTwiml(text);
    const wrong = verbs.filter(({ name }) => !["Play", "Say", "Pause", "Redirect"].includes(name));
    if (wrong.length > 0) throw new Error(`An announcement may have no <${wrong[0]?.name}>.`);
    const after = verbs.find(({ name }) => name === "Redirect");
    if (after) await this.account.webhook(after.text.replace(/^.*\/webhooks\/twilio/, ""), this.about);
    return verbs.filter((verb) => verb !== after).map((verb) => verb.text);
  }

  /** Presses keys. */
  async press(keys: string): Promise<void> {
    await this.follow(this.#action(), { Digits: keys });
  }

  /** Lets what is heard come to its end. */
  async listen(): Promise<void> {
    await this.follow(this.#action(), this.does === "Gather" ? { Digits: "" } : {});
  }

  /** A request of Twilio's that fetches what comes next. */
  async follow(url: string, parameters: Record<string, string> = {}): Promise<void> {
    await this.#ask(url, { CallStatus: this.#isAnswered ? "in-progress" : "ringing", ...parameters });
  }

  /** Takes a document that came by a request of ours. Whatever can be heard answers a call. */
  take(document: unknown): void {
    this.verbs = readTwiml(String(document));
    const { rooms } = this.account.api;
    const room = this.verbs.at(-1)?.children.find(({ name }) => name === "Conference");
    if (room) rooms.enter(room.text, this.sid);
    else rooms.leave(this.sid);
    if (this.verbs.some(({ name, attributes }) => !SILENT.includes(name) && attributes["answerOnBridge"] !== "true"))
      this.#isAnswered = true;
  }

  /** Its call was ended by us. */
  hungUp(): void {
    this.verbs = [];
    this.account.api.rooms.leave(this.sid);
  }

  /** Twilio tells of a status of the call. */
  async status(status: string, path = "/calls/status"): Promise<void> {
    await this.account.webhook(path, { ...this.about, CallStatus: status });
  }

  #action(): string {
    const last = this.verbs.at(-1);
    const url = last?.name === "Redirect" ? last.text : last?.attributes["action"];
    if (url === undefined)
      throw new Error(`The telephone was told nothing that goes on: ${JSON.stringify(this.verbs)}`);
    return url;
  }

  async #ask(url: string, parameters: Record<string, string>): Promise<void> {
    const path = url.replace(/^https:\/\/[^/]+\/switchboard\/webhooks\/twilio/, "");
    const token = `${this.sid}:${this.#requests++}`;
    const answer = await this.account.webhook(path, { ...this.about, ...parameters }, { token });
    if (answer.status !== 200) throw new Error(`${path} was answered with ${answer.status}: ${answer.text}`);
    this.take(answer.text);
  }
}
