import { readContact, writeContact, type Contact, type ContactDocument } from "../contacts/contact.js";
import { applyModifier, type Modifier } from "../contacts/modifiers/index.js";
import type { Assets } from "../contacts/assets.js";
import type { StepContext } from "../engine/context.js";
import type { Sprint } from "../engine/sprint.js";
import type { Environment } from "../expressions/excellent/index.js";
import type { JsonObject } from "../json.js";
import { readEnvironment, runEnvironment } from "./environment.js";

const conversations = new WeakMap<Sprint, Conversation>();

/** What the contact family knows beside the session, for one sprint. */
export function conversationOf(sprint: Sprint): Conversation {
  let conversation = conversations.get(sprint);
  if (!conversation) conversations.set(sprint, (conversation = new Conversation(sprint)));
  return conversation;
}

/** The contact as it is to work with, and what texts and dates mean to it. */
export class Conversation {
  readonly assets: Assets;
  #document: ContactDocument | undefined;
  #contact: Contact | undefined;
  #environment: Environment | undefined;
  readonly #atStart: JsonObject;

  constructor(private readonly sprint: Sprint) {
    this.assets = sprint.options.assets();
    this.#atStart = sprint.session.environment ?? {};
  }

  get contact(): Contact | undefined {
    const { contact } = this.sprint;
    if (contact !== this.#document) {
      this.#document = contact;
      this.#contact = contact && readContact(contact, this.assets).contact;
      this.#environment = undefined;
    }
    return this.#contact;
  }

  setContact(contact: Contact): void {
    this.#contact = contact;
    this.#document = writeContact(contact);
    this.#environment = undefined;
    this.sprint.changeContact(this.#document);
  }

  /**
   * What holds for runs: the session's environment, overlaid by the contact's. One that a resume brings holds for them from the
   * next sprint on, as in GoFlow.
   */
  get environment(): Environment {
    const { contact } = this;
    return (this.#environment ??= runEnvironment(this.#read(this.#atStart), contact, this.assets));
  }

  /** The session's own environment, as the last resume left it. */
  get sessionEnvironment(): Environment {
    return this.#read(this.sprint.session.environment ?? {});
  }

  #read(document: JsonObject): Environment {
    return readEnvironment(document, { now: () => this.sprint.now(), random: () => this.sprint.ids.random() });
  }

  /** Changes the contact, where there is one, and records what that did. */
  modify(step: StepContext, modifier: Modifier): void {
    const { contact } = this;
    if (!contact) return;
    const result = applyModifier(contact, modifier, { environment: this.environment, assets: this.assets });
    if (result.contact !== contact) this.setContact(result.contact);
    for (const event of result.events) step.emit(event);
  }
}
